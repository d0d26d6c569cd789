package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;

/** A target whose expectations under q = N(m, LLᵀ) have a closed form. */
interface KnownTarget extends Differentiable {

    /** So that an evaluation allocates nothing. */
    ThreadLocal<double[]> SCRATCH = ThreadLocal.withInitial(() -> new double[300]);

    /** E[log p̃]. */
    double expectation(double[] m, double[][] l);

    /** E[∇log p̃]. */
    double[] expectedGradient(double[] m, double[][] l);

    /** E[∂_i log p̃ · ε_j]. */
    double[][] expectedGradientTimesNoise(double[] m, double[][] l);

    /** The log density at the point that begins at an offset; its gradient is written at the same offset. */
    double at(double[] z, int offset, double[] gradients);

    @Override
    default int dimension() {
        return 3;
    }

    @Override
    default void logDensity(int draws, double[] points, double[] values) {
        for (int s = 0; s < draws; s++) {
            values[s] = at(points, 3 * s, SCRATCH.get());
        }
    }

    @Override
    default void gradient(int draws, double[] points, double[] values, double[] gradients) {
        for (int s = 0; s < draws; s++) {
            values[s] = at(points, 3 * s, gradients);
        }
    }
}
