package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * The forward direction, KL(p‖q), from samples of p: the score at the samples, which is maximum likelihood (Akaike, "Information
 * theory and an extension of the maximum likelihood principle", 1973; White, "Maximum likelihood estimation of misspecified models",
 * Econometrica 50, 1982).
 *
 * <pre>
 *   w_i = −1/n, at the samples x_i        loss: −mean log q(x_i)
 * </pre>
 *
 * <p>The loss is the cross-entropy, KL(p‖q) + H(p). It asks nothing of the target but its dimension. Any family will do.
 */
public final class MaximumLikelihood implements Estimator<LogDensity, Family> {

    private final double[][] samples;
    private final int batch;

    private MaximumLikelihood(double[][] samples, int batch) {
        this.samples = samples;
        this.batch = batch;
    }

    /**
     * Takes all samples at every step.
     *
     * @param samples n points of d finite coordinates; copied
     * @throws IllegalArgumentException if there is none, they differ in length, or a coordinate is not finite
     */
    public static MaximumLikelihood of(double[]... samples) {
        if (samples.length == 0 || samples[0].length == 0) {
            throw new IllegalArgumentException("MaximumLikelihood needs at least 1 sample of at least 1 coordinate");
        }
        double[][] copy = new double[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            copy[i] = samples[i].clone();
            if (copy[i].length != copy[0].length) {
                throw new IllegalArgumentException("MaximumLikelihood sample " + i + " has " + copy[i].length
                        + " coordinates, the first " + copy[0].length);
            }
            for (int k = 0; k < copy[i].length; k++) {
                if (!Double.isFinite(copy[i][k])) {
                    throw new IllegalArgumentException(
                            "MaximumLikelihood sample " + i + ", coordinate " + k + ", must be finite: " + copy[i][k]);
                }
            }
        }
        return new MaximumLikelihood(copy, copy.length);
    }

    /**
     * Takes some samples at every step, drawn with replacement.
     *
     * @param size how many, at least 1
     */
    public MaximumLikelihood batch(int size) {
        return new MaximumLikelihood(samples, Sizes.requireDraws("MaximumLikelihood", 1, size));
    }

    /** Returns how many samples a step takes. */
    @Override
    public int draws() {
        return batch;
    }

    /** Returns d. */
    public int dimension() {
        return samples[0].length;
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        Sizes.ofBatch(target, family, batch);
        return start(family, noise);
    }

    /**
     * Prepares the estimation for one run without any target.
     *
     * @throws IllegalArgumentException if samples and family differ in dimension
     */
    public Estimation start(Family family, Noise noise) {
        int d = family.dimension();
        if (d != dimension()) {
            throw new IllegalArgumentException(
                    "the samples have " + dimension() + " coordinates, but " + family + " has " + d + " dimensions");
        }
        return new Likelihood(samples, batch, family, noise);
    }

    @Override
    public String minimises() {
        return "cross-entropy";
    }

    @Override
    public String toString() {
        return "MaximumLikelihood[" + samples.length + " samples, " + batch + " a step]";
    }
}
