package dev.jensen.core.family;

import dev.jensen.core.engine.function.BetaPath;
import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;

/**
 * A beta law of a share x between 0 and 1, or of where between other bounds a number lies: φ = (log a, log b), u = log x/(1 − x).
 *
 * <pre>
 *   log q(u) = a log x + b log(1 − x) − log B(a, b)
 *   H        = log B(a, b) − a (ψ(a) − ψ(a + b)) − b (ψ(b) − ψ(a + b))
 * </pre>
 */
public record BetaLaw() implements ScalarLaw {
    private static final ThreadLocal<double[]> SLOPES = ThreadLocal.withInitial(() -> new double[2]);

    /**
     * Returns parameters.
     *
     * @param a positive
     * @param b positive; the mean is a/(a + b)
     */
    public static double[] parameters(double a, double b) {
        Gaussian.requirePositive("BetaLaw a", a);
        Gaussian.requirePositive("BetaLaw b", b);
        return new double[] {Math.log(a), Math.log(b)};
    }

    @Override
    public ContinuousSupport support() {
        return Interval.unit();
    }

    @Override
    public int parameterCount() {
        return 2;
    }

    /** Takes the law whose mode is the centre, and its curvature there that of the scale. */
    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        phi[from] = Logits.softplus(centre[at]) - 2 * Math.log(scale);
        phi[from + 1] = Logits.softplus(-centre[at]) - 2 * Math.log(scale);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        z[at] = BetaPath.quantile(Math.exp(phi[from]), Math.exp(phi[from + 1]), noise[at]);
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        return logDensity(Math.exp(phi[from]), Math.exp(phi[from + 1]), z[at]);
    }

    static double logDensity(double a, double b, double u) {
        return BetaPath.logDensity(a, b, u - (Math.log(a) - Math.log(b)));
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        gradients[at] = slope(Math.exp(phi[from]), Math.exp(phi[from + 1]), z[at]);
    }

    /** ∂log q/∂u = a(1 − x) − bx. */
    static double slope(double a, double b, double u) {
        return a * Logits.sigmoid(-u) - b * Logits.sigmoid(u);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double a = Math.exp(phi[from]);
        double b = Math.exp(phi[from + 1]);
        double[] out = SLOPES.get();
        scores(a, b, z[at], out);
        gradient[from] += weight * a * out[0];
        gradient[from + 1] += weight * b * out[1];
    }

    /** Writes ∂log q/∂a and ∂log q/∂b. */
    static void scores(double a, double b, double u, double[] out) {
        double r = u - (Math.log(a) - Math.log(b));
        double ofTotal = GammaPath.logLessDigamma(a + b);
        out[0] = -BetaPath.ell(b, a, -r) + GammaPath.logLessDigamma(a) - ofTotal;
        out[1] = -BetaPath.ell(a, b, r) + GammaPath.logLessDigamma(b) - ofTotal;
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double a = Math.exp(phi[from]);
        double b = Math.exp(phi[from + 1]);
        double[] out = SLOPES.get();
        BetaPath.slopes(a, b, z[at], out);
        gradient[from] += vectors[at] * a * out[0];
        gradient[from + 1] += vectors[at] * b * out[1];
    }

    @Override
    public double entropy(double[] phi, int from) {
        return entropy(Math.exp(phi[from]), Math.exp(phi[from + 1]));
    }

    static double entropy(double a, double b) {
        double ofTotal = GammaPath.logLessDigamma(a + b);
        double atMode = BetaPath.logDensity(a, b, 0);
        return a * (GammaPath.logLessDigamma(a) - ofTotal) + b * (GammaPath.logLessDigamma(b) - ofTotal) - atMode;
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        double a = Math.exp(phi[from]);
        double b = Math.exp(phi[from + 1]);
        double[] out = SLOPES.get();
        entropySlopes(a, b, out);
        gradient[from] += weight * a * out[0];
        gradient[from + 1] += weight * b * out[1];
    }

    /** Writes ∂H/∂a = (a + b)ψ′(a + b) − aψ′(a) and ∂H/∂b. */
    static void entropySlopes(double a, double b, double[] out) {
        double ofTotal = (a + b) * GammaFunction.trigamma(a + b);
        out[0] = ofTotal - a * GammaFunction.trigamma(a);
        out[1] = ofTotal - b * GammaFunction.trigamma(b);
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        double a = Math.exp(phi[from]);
        double b = Math.exp(phi[from + 1]);
        mean[at] = GammaFunction.digamma(a) - GammaFunction.digamma(b);
        variance[at] = GammaFunction.trigamma(a) + GammaFunction.trigamma(b);
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        double a = Math.exp(phi[from]);
        double b = Math.exp(phi[from + 1]);
        mean[at] = a / (a + b);
        variance[at] = mean[at] * (b / (a + b)) / (a + b + 1);
    }
}
