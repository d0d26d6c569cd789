package dev.jensen.core.family;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;

/** An exponential law of a positive number x with mean m: φ = (log m), u = log x. Its coordinate has one scale only, π/√6. */
public record ExponentialLaw() implements ScalarLaw {
    private static final double EULER = 0.5772156649015329;

    /**
     * Returns parameters.
     *
     * @param rate positive; the mean is its inverse
     */
    public static double[] parameters(double rate) {
        Gaussian.requirePositive("ExponentialLaw rate", rate);
        return new double[] {-Math.log(rate)};
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public int parameterCount() {
        return 1;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        phi[from] = centre[at] + EULER;
    }

    /** u = log m + log(−log(1 − Φ(ε))). */
    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        z[at] = phi[from] + Math.log(-NormalIntegral.logNormalCdf(-noise[at]));
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double t = z[at] - phi[from];
        return t - Math.exp(t);
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        gradients[at] = -Math.expm1(z[at] - phi[from]);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        gradient[from] += weight * Math.expm1(z[at] - phi[from]);
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        gradient[from] += vectors[at];
    }

    @Override
    public double entropy(double[] phi, int from) {
        return 1 + EULER;
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        // H does not depend on m
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        mean[at] = phi[from] - EULER;
        variance[at] = Math.PI * Math.PI / 6;
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        mean[at] = Math.exp(phi[from]);
        variance[at] = mean[at] * mean[at];
    }
}
