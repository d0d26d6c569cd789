package dev.jensen.core.engine.function;

/**
 * A gamma variable G of shape α and mean α as a function of one normal, in the coordinate t = log(G/α), and how it moves with α
 * while its probability stays: implicit reparameterisation (Figurnov, Mohamed and Mnih, "Implicit reparameterization
 * gradients", NeurIPS 2018; Jankowiak and Obermeyer, "Pathwise derivatives beyond the reparameterization trick", ICML 2018).
 *
 * <p>With κ(t) = eᵗ − 1 − t, which is 0 at the mode t = 0, and c = log α − ψ(α) = E[κ]:
 *
 * <pre>
 *   f(t)  ∝ exp(−α κ(t))        ∂log f/∂α = c − κ(t)
 *   dt/dα = −∫_{v&lt;t} f(v) (c − κ(v)) dv / f(t) = +∫_{v&gt;t} f(v) (c − κ(v)) dv / f(t)
 * </pre>
 *
 * <p>The integral runs away from the mode, where f only falls, over panels that widen as f becomes an exponential; so it is
 * right for shapes from 10⁻⁸ to 10¹⁰. The quantile is found by Newton's method on the logarithm of the probability beyond,
 * which is concave: from the right side it converges from anywhere.
 */
public final class GammaPath {
    private static final double NEGLIGIBLE = -42; // e^this, beside 1
    private static final double LINEAR = 1e-4; // an eᵛ α below which the density is an exponential
    private static final int MOST_STEPS = 100;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private GammaPath() {}

    /** κ(t) = eᵗ − 1 − t. */
    public static double kappa(double t) {
        if (Math.abs(t) > 0.3) {
            return Math.expm1(t) - t;
        }
        double sum = 0;
        for (int n = 14; n >= 2; n--) {
            sum = (1 + sum) * t / n; // t²/2! + t³/3! + … after the last factor of t
        }
        return sum * t;
    }

    /** c = log α − ψ(α). */
    public static double logLessDigamma(double alpha) {
        if (alpha < 16) {
            return Math.log(alpha) - GammaFunction.digamma(alpha);
        }
        double r = 1 / (alpha * alpha);
        return 0.5 / alpha + r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))));
    }

    /** log f(0) = α log α − α − log Γ(α), the greatest log density of t. */
    public static double logPeak(double alpha) {
        if (alpha < 16) {
            return alpha * Math.log(alpha) - alpha - GammaFunction.logGamma(alpha);
        }
        double r = 1 / (alpha * alpha);
        double correction = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / alpha;
        return 0.5 * Math.log(alpha) - HALF_LOG_TWO_PI - correction;
    }

    /** Returns t with P(log(G/α) ≤ t) = Φ(ε). */
    public static double quantile(double alpha, double epsilon) {
        double peak = logPeak(alpha);
        boolean left = alpha >= 1
                ? epsilon < 0
                : NormalIntegral.normalCdf(epsilon) < Math.exp(peak) * beyond(alpha, 0, true, 1, 0);
        double target = NormalIntegral.logNormalCdf(left ? epsilon : -epsilon);
        double t = start(alpha, epsilon, left, target);
        double inverseSlope = beyond(alpha, t, left, 1, 0); // of log P, which is log(f·inverseSlope)
        for (int step = 0; step < MOST_STEPS; step++) {
            double logBeyond = peak - alpha * kappa(t) + Math.log(inverseSlope);
            double move = (target - logBeyond) * (left ? inverseSlope : -inverseSlope);
            double next = t + move;
            if (Math.abs(move) * (1 + Math.sqrt(alpha)) <= 1e-9 * (1 + Math.abs(t)) || !(Math.abs(next) < 1e300)) {
                return next; // another move would be of this one's square
            }
            if (Math.abs(move) <= width(alpha, t)) { // one panel tells what the move adds
                double added = between(alpha, t, move);
                inverseSlope = (left ? inverseSlope + added : inverseSlope - added)
                        * Math.exp(alpha * (kappa(next) - kappa(t)));
            } else {
                inverseSlope = beyond(alpha, next, left, 1, 0);
            }
            t = next;
        }
        return t;
    }

    /** ∫ f(v)/f(t) dv from t to t + move. */
    private static double between(double alpha, double t, double move) {
        double e = Math.expm1(t);
        double sum = 0;
        for (int i = 0; i < PanelRule.SIZE; i++) {
            double s = move * PanelRule.node(i);
            sum += PanelRule.weight(i) * Math.exp(-alpha * (e * Math.expm1(s) + kappa(s)));
        }
        return move * sum;
    }

    /** A distance over which f changes by a few powers of e at most. */
    static double width(double alpha, double t) {
        return Math.min(1.5, 2 / Math.max(alpha * Math.abs(Math.expm1(t)), Math.sqrt(alpha * Math.exp(t))));
    }

    private static double start(double alpha, double epsilon, boolean left, double target) {
        double root = 1 - 1 / (9 * alpha) + epsilon / (3 * Math.sqrt(alpha)); // Wilson and Hilferty's cube root
        if (alpha >= 1 && root > 0.2) {
            double t = 3 * Math.log(root);
            return left ? Math.min(t, 0) : Math.max(t, 0);
        }
        return left
                ? Math.min(0, (target + GammaFunction.logGamma(alpha + 1)) / alpha - Math.log(alpha))
                : Math.max(0, Math.log(-target / Math.min(alpha, 1))); // P(G > t) < e^(−α eᵗ) up to α = 1
    }

    /** Returns dt/dα, the probability held fixed. */
    public static double slope(double alpha, double t) {
        boolean left = t <= 0;
        double integral = beyond(alpha, t, left, logLessDigamma(alpha), -1);
        return left ? -integral : integral;
    }

    /** Returns ∫ f(v)/f(t) (constant + factor·κ(v)) dv over the v to the left or to the right of t, away from the mode. */
    private static double beyond(double alpha, double t, boolean left, double constant, double factor) {
        double sign = left ? -1 : 1;
        double e = Math.expm1(t);
        double x = alpha * Math.exp(t);
        double width = width(alpha, t);
        double sum = 0;
        double from = 0;
        while (true) {
            double part = 0;
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double s = sign * (from + width * PanelRule.node(i));
                double fall = e * Math.expm1(s) + kappa(s); // κ(t + s) − κ(t)
                double value = factor == 0 ? constant : constant + factor * kappa(t + s);
                part += PanelRule.weight(i) * Math.exp(-alpha * fall) * value;
            }
            sum += width * part;
            from += width;
            double s = sign * from;
            if (!(-alpha * (e * Math.expm1(s) + kappa(s)) > NEGLIGIBLE)) {
                return sum;
            }
            boolean linear = left && x * Math.exp(s) < LINEAR;
            width = linear ? 2 * width : Math.min(2 * width, 2);
        }
    }
}
