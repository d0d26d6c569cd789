package dev.jensen.core.family;

import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;

/**
 * The empirical law of n points, its parameters: each draw is one of them. What particle methods, such as {@code algorithm.Svgd},
 * fit.
 *
 * <p>It has mean and variance, but no density over ℝᵈ: its log density is NaN, so that what would need one, an ELBO or importance
 * weights, fails instead of being wrong. A draw takes one normal number ε and is point ⌊n Φ(ε)⌋.
 *
 * @param count n, at least 1
 * @param dimension d, at least 1
 */
public record Particles(int count, int dimension) implements MomentsKnown {

    /** Checks the sizes. */
    public Particles {
        if (count < 1) {
            throw new IllegalArgumentException("Particles needs at least 1 point: " + count);
        }
        Gaussian.requireDimension("Particles", dimension);
        Math.multiplyExact(count, dimension);
    }

    /** Makes the family of n points in ℝᵈ. */
    public static Particles of(int count, int dimension) {
        return new Particles(count, dimension);
    }

    /**
     * Returns the points, a new array [n][d].
     *
     * @param phi length P
     */
    public double[][] points(double[] phi) {
        double[][] points = new double[count][];
        Arrays.setAll(points, i -> Arrays.copyOfRange(phi, i * dimension, (i + 1) * dimension));
        return points;
    }

    @Override
    public int parameterCount() {
        return count * dimension;
    }

    @Override
    public int noiseDimension() {
        return 1;
    }

    /** Returns points drawn from the normal law of this centre and scale, always the same. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("Particles", centre, dimension);
        Gaussian.requirePositive("Particles scale", scale);
        double[] phi = new double[parameterCount()];
        MonteCarlo.seed(count).fill(0, count, dimension, phi);
        for (int i = 0; i < phi.length; i++) {
            phi[i] = centre[i % dimension] + scale * phi[i];
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int s = 0; s < draws; s++) {
            int point = (int) Math.min(count - 1, Math.floor(count * Logits.uniform(noise[s])));
            System.arraycopy(phi, point * dimension, z, s * dimension, dimension);
        }
    }

    /** Writes NaN: points have no density. */
    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, Double.NaN);
    }

    /** Makes the gradient NaN: points have no density. */
    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        Arrays.fill(gradient, Double.NaN);
    }

    @Override
    public double[] mean(double[] phi) {
        double[] mean = new double[dimension];
        for (int i = 0; i < phi.length; i++) {
            mean[i % dimension] += phi[i] / count;
        }
        return mean;
    }

    @Override
    public double[] variance(double[] phi) {
        double[] mean = mean(phi);
        double[] variance = new double[dimension];
        for (int i = 0; i < phi.length; i++) {
            double difference = phi[i] - mean[i % dimension];
            variance[i % dimension] += difference * difference / count;
        }
        return variance;
    }
}
