package dev.jensen.core.family;

import java.util.Arrays;

/**
 * The point mass at φ, so that a maximal ELBO is a maximal log p̃: maximum a posteriori, in the coordinates in which the
 * density is written (Dempster, Laird and Rubin 1977; Neal and Hinton, "A view of the EM algorithm that justifies
 * incremental, sparse, and other variants", 1998).
 *
 * <p>A point mass has no density over ℝᵈ. Here log q = 0 and H = 0, which is the density relative to the mass itself: the
 * ELBO is then log p̃(φ), and no bound of the evidence. Draws need no noise and are all the same.
 *
 * @param dimension d, at least 1
 */
public record Delta(int dimension) implements Reparameterized, EntropyKnown, MomentsKnown {

    /** Checks the dimension. */
    public Delta {
        Gaussian.requireDimension("Delta", dimension);
    }

    /** Makes the family of point masses. */
    public static Delta of(int dimension) {
        return new Delta(dimension);
    }

    @Override
    public int parameterCount() {
        return dimension;
    }

    @Override
    public int noiseDimension() {
        return 0;
    }

    /** Returns the centre; a point has no scale, but it must be a proper one. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("Delta", centre, dimension);
        Gaussian.requirePositive("Delta scale", scale);
        return centre.clone();
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int s = 0; s < draws; s++) {
            System.arraycopy(phi, 0, z, s * dimension, dimension);
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                gradient[i] += vectors[s * dimension + i];
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        Arrays.fill(gradients, 0, draws * dimension, 0);
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        // log q is 0 whatever φ
    }

    @Override
    public double entropy(double[] phi) {
        return 0;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        // H is 0 whatever φ
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.copyOf(phi, dimension);
    }

    @Override
    public double[] variance(double[] phi) {
        return new double[dimension];
    }
}
