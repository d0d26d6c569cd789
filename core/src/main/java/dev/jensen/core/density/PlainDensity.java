package dev.jensen.core.density;

import java.util.function.ToDoubleFunction;

/** A density given by a plain function of one point. */
final class PlainDensity implements LogDensity {

    private final int dimension;
    private final ToDoubleFunction<double[]> function;
    private final ThreadLocal<double[]> scratch;

    PlainDensity(int dimension, ToDoubleFunction<double[]> function) {
        this.dimension = TargetException.requireDimension(dimension);
        this.function = function;
        this.scratch = ThreadLocal.withInitial(() -> new double[dimension]);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        double[] z = scratch.get();
        for (int s = 0; s < draws; s++) {
            System.arraycopy(points, s * dimension, z, 0, dimension);
            try {
                values[s] = function.applyAsDouble(z);
            } catch (RuntimeException e) {
                throw new TargetException(points, s * dimension, dimension, e);
            }
        }
    }

    @Override
    public String toString() {
        return "log density of a plain function, d = " + dimension;
    }
}
