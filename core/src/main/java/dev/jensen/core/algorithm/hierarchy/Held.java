package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.density.Differentiable;

/** A target some of whose coordinates a climb is not to move: their gradient is 0. */
record Held(Differentiable target, int[] coordinates) implements Differentiable {
    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        target.logDensity(draws, points, values);
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        target.gradient(draws, points, values, gradients);
        for (int s = 0; s < draws; s++) {
            for (int i : coordinates) {
                gradients[s * dimension() + i] = 0;
            }
        }
    }
}
