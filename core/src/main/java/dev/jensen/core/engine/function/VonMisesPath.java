package dev.jensen.core.engine.function;

/**
 * An angle between −π and π with density f(x) ∝ exp(κ cos(x − μ)) as a function of one normal, and how it moves with μ and κ while its
 * probability stays: see {@link GammaPath} for papers.
 *
 * <pre>
 *   dx/dμ = 1 − f(−π)/f(x)        dx/dκ = −∫_{−π}^x f(v) (cos(v − μ) − E[cos]) dv / f(x)
 * </pre>
 */
public final class VonMisesPath {
    private static final double NEGLIGIBLE = -50; // e^this, beside 1
    private static final double ASYMPTOTIC = 500;
    private static final int MOST_STEPS = 100;

    private VonMisesPath() {}

    /** cos t − 1. */
    public static double drop(double t) {
        double half = Math.sin(0.5 * t);
        return -2 * half * half;
    }

    /**
     * Writes log ∫ e^(κ(cos t − 1)) dt over the circle, and the mean and variance of cos t − 1; by the trapezoidal rule, which on a
     * circle converges geometrically, and for large κ by Hankel's series.
     *
     * @param out at least 3, overwritten
     */
    public static void circle(double kappa, double[] out) {
        if (kappa > ASYMPTOTIC) {
            double r = 1 / (8 * kappa);
            double zeroth = 1 + r * (1 + 9 * r / 2 * (1 + 25 * r / 3 * (1 + 49 * r / 4)));
            double difference =
                    -4 * r * (1 + 3 * r * (1 + 15 * r / 2 * (1 + 35 * r / 3))); // of the first and the zeroth
            out[0] = 0.5 * Math.log(2 * Math.PI / kappa) + Math.log(zeroth);
            out[1] = difference / zeroth;
            out[2] = -2 * out[1] - out[1] * out[1] - (1 + out[1]) / kappa;
            return;
        }
        int n = (int) (24 + 9 * Math.sqrt(kappa));
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < n; i++) {
            double c = drop(2 * Math.PI * i / n);
            double weight = Math.exp(kappa * c);
            sum += weight;
            first += weight * c;
            second += weight * c * c;
        }
        out[0] = Math.log(2 * Math.PI / n * sum);
        out[1] = first / sum;
        out[2] = second / sum - out[1] * out[1];
    }

    /** Returns ∫ e^(κ(cos(x − μ) − 1) − shift) (constant + factor·(cos(x − μ) − 1)) dx from low to high. */
    private static double integral(
            double mu, double kappa, double low, double high, double shift, double constant, double factor) {
        double widest = Math.min(1, 3 / Math.sqrt(kappa));
        int panels = (int) Math.ceil((high - low) / widest);
        double width = (high - low) / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double from = low + panel * width;
            if (kappa * Math.max(drop(from - mu), drop(from + width - mu)) - shift < NEGLIGIBLE) {
                continue;
            }
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double c = drop(from + width * PanelRule.node(i) - mu);
                sum += width * PanelRule.weight(i) * Math.exp(kappa * c - shift) * (constant + factor * c);
            }
        }
        return sum;
    }

    /** {@return the logarithm of the probability of angles from low to high} */
    public static double logProbability(double mu, double kappa, double low, double high) {
        if (!(low < high)) {
            return Double.isNaN(low + high) ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        double[] circle = new double[3];
        circle(kappa, circle);
        double nearest = Math.max(drop(low - mu), drop(high - mu));
        double shift = wrapped(mu) > low && wrapped(mu) < high ? 0 : kappa * nearest; // what is left can be tiny
        return Math.min(0, shift - circle[0] + Math.log(integral(mu, kappa, low, high, shift, 1, 0)));
    }

    /** Returns μ between −π and π. */
    public static double wrapped(double mu) {
        return Math.IEEEremainder(mu, 2 * Math.PI);
    }

    /** Returns x with P(X ≤ x) = Φ(ε); the logarithm is that of {@link #circle}. */
    public static double quantile(double mu, double kappa, double logCircle, double epsilon) {
        boolean left = epsilon < 0;
        double target = NormalIntegral.normalCdf(-Math.abs(epsilon));
        double low = -Math.PI;
        double high = Math.PI;
        double x = Math.max(-3, Math.min(3, wrapped(mu) + epsilon / Math.sqrt(kappa + 0.3)));
        double before = 2 * Math.PI;
        for (int step = 0; step < MOST_STEPS; step++) {
            double beyond = left
                    ? integral(mu, kappa, -Math.PI, x, logCircle, 1, 0)
                    : integral(mu, kappa, x, Math.PI, logCircle, 1, 0);
            double excess = left ? beyond - target : target - beyond; // above 0 where x is too great
            low = excess > 0 ? low : x;
            high = excess > 0 ? x : high;
            double move = -excess / Math.exp(kappa * drop(x - mu) - logCircle);
            boolean falls = Math.abs(move) < 0.5 * before && x + move > low && x + move < high;
            double next = falls ? x + move : 0.5 * (low + high);
            before = Math.abs(next - x);
            x = next;
            if (before < 1e-15) {
                break;
            }
        }
        return x;
    }

    /** Returns dx/dμ. */
    public static double byMean(double mu, double kappa, double x) {
        return 1 - Math.exp(kappa * (drop(Math.PI + mu) - drop(x - mu)));
    }

    /** Returns dx/dκ, given the mean of cos − 1. */
    public static double byConcentration(double mu, double kappa, double meanDrop, double x) {
        double shift = kappa * drop(x - mu);
        return x < wrapped(mu)
                ? -integral(mu, kappa, -Math.PI, x, shift, -meanDrop, 1)
                : integral(mu, kappa, x, Math.PI, shift, -meanDrop, 1);
    }
}
