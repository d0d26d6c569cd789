package dev.jensen.core.family;

import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;

/**
 * An inverse gamma law of a positive number x, by its shape α and the harmonic mean m = β/α: φ = (log α, log m), u = log x. 1/x
 * has a gamma law, so that u = log m − t with the t of {@link GammaPath}.
 */
public record InverseGammaLaw() implements ScalarLaw {

    /**
     * Returns parameters.
     *
     * @param shape α, positive
     * @param scale β, positive; the mean is β/(α − 1)
     */
    public static double[] parameters(double shape, double scale) {
        Gaussian.requirePositive("InverseGammaLaw shape", shape);
        Gaussian.requirePositive("InverseGammaLaw scale", scale);
        return new double[] {Math.log(shape), Math.log(scale) - Math.log(shape)};
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public int parameterCount() {
        return 2;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        double alpha = GammaLaw.shapeOf(scale);
        phi[from] = Math.log(alpha);
        phi[from + 1] = centre[at] - GammaPath.logLessDigamma(alpha);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        z[at] = phi[from + 1] - GammaPath.quantile(Math.exp(phi[from]), -noise[at]);
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        return GammaLaw.logDensity(Math.exp(phi[from]), phi[from + 1] - z[at]);
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        gradients[at] = Math.exp(phi[from]) * Math.expm1(phi[from + 1] - z[at]);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double alpha = Math.exp(phi[from]);
        double t = phi[from + 1] - z[at];
        gradient[from] += weight * GammaLaw.scoreOfLogShape(alpha, t);
        gradient[from + 1] -= weight * alpha * Math.expm1(t);
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double alpha = Math.exp(phi[from]);
        gradient[from] -= vectors[at] * alpha * GammaPath.slope(alpha, phi[from + 1] - z[at]);
        gradient[from + 1] += vectors[at];
    }

    @Override
    public double entropy(double[] phi, int from) {
        return GammaLaw.entropy(Math.exp(phi[from]));
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        gradient[from] += weight * GammaLaw.entropySlope(Math.exp(phi[from]));
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        double alpha = Math.exp(phi[from]);
        mean[at] = phi[from + 1] + GammaPath.logLessDigamma(alpha);
        variance[at] = GammaFunction.trigamma(alpha);
    }

    /** {@inheritDoc} The mean is infinite up to α = 1, the variance up to α = 2. */
    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        double alpha = Math.exp(phi[from]);
        double beta = alpha * Math.exp(phi[from + 1]);
        mean[at] = alpha > 1 ? beta / (alpha - 1) : Double.POSITIVE_INFINITY;
        variance[at] = alpha > 2 ? mean[at] * mean[at] / (alpha - 2) : Double.POSITIVE_INFINITY;
    }
}
