package dev.jensen.core.family;

import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;

/**
 * A normal law of u itself: φ = (m, log σ). Over the coordinate of a positive variable it is the log-normal law, over that of a
 * share the logit-normal one.
 */
public record NormalLaw() implements ScalarLaw {

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public int parameterCount() {
        return 2;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        phi[from] = centre[at];
        phi[from + 1] = Math.log(scale);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        z[at] = phi[from] + Math.exp(phi[from + 1]) * noise[at];
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double e = (z[at] - phi[from]) * Math.exp(-phi[from + 1]);
        return -0.5 * e * e - phi[from + 1] - Gaussian.HALF_LOG_2_PI;
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        gradients[at] = (phi[from] - z[at]) * Math.exp(-2 * phi[from + 1]);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double inverse = Math.exp(-phi[from + 1]);
        double e = (z[at] - phi[from]) * inverse;
        gradient[from] += weight * e * inverse;
        gradient[from + 1] += weight * (e * e - 1);
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        gradient[from] += vectors[at];
        gradient[from + 1] += vectors[at] * (z[at] - phi[from]);
    }

    @Override
    public double entropy(double[] phi, int from) {
        return 0.5 + Gaussian.HALF_LOG_2_PI + phi[from + 1];
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        gradient[from + 1] += weight;
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        mean[at] = phi[from];
        variance[at] = Math.exp(2 * phi[from + 1]);
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        moments(phi, from, mean, variance, at, 1);
    }
}
