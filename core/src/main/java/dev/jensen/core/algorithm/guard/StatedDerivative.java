package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.Differentiable;
import java.util.Arrays;

/** A function of somebody's own beside what it says of its derivative, for {@link GradientCheck}. */
abstract class StatedDerivative implements Differentiable {
    private final int d;

    StatedDerivative(int d) {
        this.d = d;
    }

    abstract double value(double[] x);

    /** Writes the derivative. */
    abstract void derivative(double[] x, double[] out);

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        for (int s = 0; s < draws; s++) {
            values[s] = value(Arrays.copyOfRange(points, s * d, (s + 1) * d));
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        logDensity(draws, points, values);
        for (int s = 0; s < draws; s++) {
            double[] one = new double[d];
            derivative(Arrays.copyOfRange(points, s * d, (s + 1) * d), one);
            System.arraycopy(one, 0, gradients, s * d, d);
        }
    }
}
