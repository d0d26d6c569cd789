package dev.jensen.core.family;

import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;

/**
 * A gamma law of a positive number x, by its shape α and its mean m: φ = (log α, log m), u = log x. The shape's path is that of
 * {@link GammaPath}, t = u − log m.
 *
 * <pre>
 *   log q(u) = α log α − log Γ(α) + α(t − eᵗ)        H = α + log Γ(α) − α ψ(α)
 * </pre>
 */
public record GammaLaw() implements ScalarLaw {

    /**
     * Returns parameters.
     *
     * @param shape α, positive
     * @param rate β, positive; the mean is α/β
     */
    public static double[] parameters(double shape, double rate) {
        Gaussian.requirePositive("GammaLaw shape", shape);
        Gaussian.requirePositive("GammaLaw rate", rate);
        return new double[] {Math.log(shape), Math.log(shape) - Math.log(rate)};
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public int parameterCount() {
        return 2;
    }

    /** Returns α with ψ′(α) about the variance. */
    static double shapeOf(double scale) {
        double variance = scale * scale;
        return (0.5 + Math.sqrt(0.25 + variance)) / variance;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        double alpha = shapeOf(scale);
        phi[from] = Math.log(alpha);
        phi[from + 1] = centre[at] + GammaPath.logLessDigamma(alpha);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        z[at] = phi[from + 1] + GammaPath.quantile(Math.exp(phi[from]), noise[at]);
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        return logDensity(Math.exp(phi[from]), z[at] - phi[from + 1]);
    }

    static double logDensity(double alpha, double t) {
        return GammaPath.logPeak(alpha) - alpha * GammaPath.kappa(t);
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        gradients[at] = -Math.exp(phi[from]) * Math.expm1(z[at] - phi[from + 1]);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double alpha = Math.exp(phi[from]);
        double t = z[at] - phi[from + 1];
        gradient[from] += weight * scoreOfLogShape(alpha, t);
        gradient[from + 1] += weight * alpha * Math.expm1(t);
    }

    static double scoreOfLogShape(double alpha, double t) {
        return alpha * (GammaPath.logLessDigamma(alpha) - GammaPath.kappa(t));
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double alpha = Math.exp(phi[from]);
        gradient[from] += vectors[at] * alpha * GammaPath.slope(alpha, z[at] - phi[from + 1]);
        gradient[from + 1] += vectors[at];
    }

    @Override
    public double entropy(double[] phi, int from) {
        return entropy(Math.exp(phi[from]));
    }

    /** −E[log f(t)] = α E[κ] − log f(0). */
    static double entropy(double alpha) {
        return alpha * GammaPath.logLessDigamma(alpha) - GammaPath.logPeak(alpha);
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        gradient[from] += weight * entropySlope(Math.exp(phi[from]));
    }

    /** ∂H/∂log α = α(1 − α ψ′(α)). */
    static double entropySlope(double alpha) {
        return alpha * (1 - alpha * GammaFunction.trigamma(alpha));
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        double alpha = Math.exp(phi[from]);
        mean[at] = phi[from + 1] - GammaPath.logLessDigamma(alpha);
        variance[at] = GammaFunction.trigamma(alpha);
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        mean[at] = Math.exp(phi[from + 1]);
        variance[at] = Math.exp(2 * phi[from + 1] - phi[from]);
    }
}
