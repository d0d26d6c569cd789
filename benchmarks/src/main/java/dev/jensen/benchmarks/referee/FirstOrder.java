package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variables;

/**
 * A density whose second derivatives are not to be asked for: an algorithm that would begin at the mode uphill of the origin
 * then begins at the origin.
 */
record FirstOrder(ExprDensity density) implements Differentiable, Named {
    @Override
    public int dimension() {
        return density.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        density.logDensity(draws, points, values);
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        density.gradient(draws, points, values, gradients);
    }

    @Override
    public Variables variables() {
        return density.variables();
    }

    @Override
    public String toString() {
        return density.toString();
    }
}
