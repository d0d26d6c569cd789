package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.density.Differentiable;
import java.util.Arrays;

/** A target that knows the gradients of its last batch of points, and does not ask for them twice. Used by one thread. */
final class LastGradient implements Differentiable {
    private final Differentiable target;
    private double[] points = new double[0];
    private double[] values = new double[0];
    private double[] gradients = new double[0];

    LastGradient(Differentiable target) {
        this.target = target;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void logDensity(int draws, double[] z, double[] out) {
        target.logDensity(draws, z, out);
    }

    @Override
    public void gradient(int draws, double[] z, double[] out, double[] ofZ) {
        int n = draws * dimension();
        if (points.length == n && Arrays.equals(points, 0, n, z, 0, n)) {
            System.arraycopy(values, 0, out, 0, draws);
            System.arraycopy(gradients, 0, ofZ, 0, n);
            return;
        }
        target.gradient(draws, z, out, ofZ);
        points = Arrays.copyOf(z, n);
        values = Arrays.copyOf(out, draws);
        gradients = Arrays.copyOf(ofZ, n);
    }
}
