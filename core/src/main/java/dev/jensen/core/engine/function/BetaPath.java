package dev.jensen.core.engine.function;

/**
 * A beta variable X of parameters a and b as a function of one normal, in the coordinate u = log X/(1 − X), and how it moves with
 * a and b while its probability stays: see {@link GammaPath} for papers and method.
 *
 * <p>With the mode at u₀ = log a/b, r = u − u₀, μ = a/(a + b) and ℓ(r) = log(1 + μ(eʳ − 1)):
 *
 * <pre>
 *   f(u) ∝ exp(a r − (a + b) ℓ(r))
 *   ∂log f/∂a = log X − E[log X] = r − ℓ(r) + c_a        c_a = (log a − ψ(a)) − (log(a + b) − ψ(a + b))
 *   ∂log f/∂b = log(1 − X) − E[log(1 − X)] = −ℓ(r) + c_b
 * </pre>
 */
public final class BetaPath {
    private static final double NEGLIGIBLE = -42; // e^this, beside 1
    private static final double LINEAR = 1e-4; // a share below which the density is an exponential
    private static final int MOST_STEPS = 100;
    private static final ThreadLocal<double[]> INTEGRALS = ThreadLocal.withInitial(() -> new double[2]);

    private BetaPath() {}

    /** ℓ(r); and r − ℓ(r) is −ell(b, a, −r). Whether X or 1 − X is tiny, neither loses digits. */
    public static double ell(double a, double b, double r) {
        double mu = a / (a + b);
        double step = mu * Math.expm1(r);
        if (step > -0.5 && r < 700) {
            return Math.log1p(step);
        }
        return r > 0 ? r + Math.log(mu) : Math.log(b / (a + b) + mu * Math.exp(r));
    }

    /** Returns log B(a, b). */
    public static double logBeta(double a, double b) {
        double greater = Math.max(a, b);
        double less = Math.min(a, b);
        if (greater < 16) {
            return GammaFunction.logGamma(a) + GammaFunction.logGamma(b) - GammaFunction.logGamma(a + b);
        }
        // log Γ(g) − log Γ(g + l) by log Γ(x) = x log x − x − logPeak(x), so that large numbers don't cancel
        double difference = -greater * Math.log1p(less / greater)
                - less * Math.log(greater + less)
                + less
                - GammaPath.logPeak(greater)
                + GammaPath.logPeak(greater + less);
        return GammaFunction.logGamma(less) + difference;
    }

    /** Returns log f(u), u by its distance r from the mode. */
    public static double logDensity(double a, double b, double r) {
        return logPeak(a, b) - a * ell(b, a, -r) - b * ell(a, b, r);
    }

    static double logPeak(double a, double b) {
        return GammaPath.logPeak(a) + GammaPath.logPeak(b) - GammaPath.logPeak(a + b);
    }

    /** Returns u with P(U ≤ u) = Φ(ε). */
    public static double quantile(double a, double b, double epsilon) {
        double mode = Math.log(a) - Math.log(b);
        double peak = logPeak(a, b);
        double[] integral = INTEGRALS.get();
        boolean left = epsilon < 0;
        if (a < 1 || b < 1) {
            beyond(a, b, mode, 0, true, 1, 1, 0, integral);
            left = NormalIntegral.normalCdf(epsilon) < Math.exp(peak) * integral[0];
        }
        double target = NormalIntegral.logNormalCdf(left ? epsilon : -epsilon);
        double r = start(a, b, epsilon, left, target) - mode;
        r = left ? Math.min(r, 0) : Math.max(r, 0);
        double scale = 1 / (1 + Math.sqrt(a * b / (a + b)));
        beyond(a, b, mode + r, r, left, 1, 1, 0, integral);
        double inverseSlope = integral[0]; // of log P
        for (int step = 0; step < MOST_STEPS; step++) {
            double ofX = ell(b, a, -r);
            double ofRest = ell(a, b, r);
            double logBeyond = peak - a * ofX - b * ofRest + Math.log(inverseSlope);
            double move = (target - logBeyond) * (left ? inverseSlope : -inverseSlope);
            double next = r + move;
            if (Math.abs(move) <= 1e-9 * (scale + Math.abs(r)) || !(Math.abs(next) < 1e300)) {
                return mode + next; // another move would be of this one's square
            }
            if (Math.abs(move) <= width(a, b, mode + r)) { // one panel tells what the move adds
                double added = between(a, b, r, move);
                inverseSlope = (left ? inverseSlope + added : inverseSlope - added)
                        * Math.exp(a * (ell(b, a, -next) - ofX) + b * (ell(a, b, next) - ofRest));
            } else {
                beyond(a, b, mode + next, next, left, 1, 1, 0, integral);
                inverseSlope = integral[0];
            }
            r = next;
        }
        return mode + r;
    }

    /** ∫ f(v)/f(r) dv from r to r + move, by distances from the mode. */
    private static double between(double a, double b, double r, double move) {
        double below = ell(b, a, -r);
        double above = ell(a, b, r);
        double sum = 0;
        for (int i = 0; i < PanelRule.SIZE; i++) {
            double v = r + move * PanelRule.node(i);
            sum += PanelRule.weight(i) * Math.exp(a * (below - ell(b, a, -v)) + b * (above - ell(a, b, v)));
        }
        return move * sum;
    }

    /** A distance over which f changes by a few powers of e at most. */
    static double width(double a, double b, double u) {
        double x = Logistic.sigmoid(u);
        double rest = Logistic.sigmoid(-u);
        return Math.min(1.5, 2 / Math.max(Math.abs(a * rest - b * x), Math.sqrt((a + b) * x * rest)));
    }

    private static double start(double a, double b, double epsilon, boolean left, double target) {
        if (a >= 1 && b >= 1) { // u is about normal
            double half = 0.5 - 0.25 * (1 / a + 1 / b); // ψ(x) ≈ log(x − ½)
            return half > 0
                    ? Math.log(a - 0.5) - Math.log(b - 0.5) + epsilon * Math.sqrt(1 / (a - 0.5) + 1 / (b - 0.5))
                    : Math.log(a) - Math.log(b);
        }
        double tail = target + logBeta(a, b); // P ≤ e^{au}/(aB), and so for the other end
        return left ? (tail + Math.log(a)) / a : -(tail + Math.log(b)) / b;
    }

    /**
     * Writes the derivatives of u, the probability held fixed.
     *
     * @param out at least 2, overwritten with du/da and du/db
     */
    public static void slopes(double a, double b, double u, double[] out) {
        double r = u - (Math.log(a) - Math.log(b));
        boolean left = r <= 0;
        double ofTotal = GammaPath.logLessDigamma(a + b);
        double ca = GammaPath.logLessDigamma(a) - ofTotal;
        double cb = GammaPath.logLessDigamma(b) - ofTotal;
        beyond(a, b, u, r, left, ca, cb, -1, out);
        out[0] *= left ? -1 : 1;
        out[1] *= left ? -1 : 1;
    }

    /**
     * Writes ∫ f(v)/f(u) (ca + factor·(ℓ(r) − r)) dv and ∫ f(v)/f(u) (cb + factor·ℓ(r)) dv, r the distance of v from the mode, over
     * the v to the left or to the right of u, away from the mode.
     */
    private static void beyond(
            double a, double b, double u, double r, boolean left, double ca, double cb, double factor, double[] out) {
        double sign = left ? -1 : 1;
        double below = ell(b, a, -r);
        double above = ell(a, b, r);
        double width = width(a, b, u);
        out[0] = 0;
        out[1] = 0;
        double from = 0;
        while (true) {
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double s = sign * (from + width * PanelRule.node(i));
                double ofX = ell(b, a, -r - s);
                double ofRest = ell(a, b, r + s);
                double weight = width * PanelRule.weight(i) * Math.exp(a * (below - ofX) + b * (above - ofRest));
                out[0] += weight * (ca + factor * ofX);
                out[1] += weight * (cb + factor * ofRest);
            }
            from += width;
            double s = sign * from;
            if (!(a * (below - ell(b, a, -r - s)) + b * (above - ell(a, b, r + s)) > NEGLIGIBLE)) {
                return;
            }
            boolean linear = Logistic.sigmoid(-sign * (u + s)) * (1 + a + b) < LINEAR;
            width = linear ? 2 * width : Math.min(2 * width, 2);
        }
    }
}
