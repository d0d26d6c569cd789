package dev.jensen.core.density;

import java.util.Arrays;

/** A density given by a plain function that writes its own gradient. */
final class PlainDifferentiable implements Differentiable {

    private final int dimension;
    private final ValueAndGradient function;
    private final ThreadLocal<Scratch> scratch;

    private static final class Scratch {
        final double[] z;
        final double[] gradient;

        Scratch(int dimension) {
            z = new double[dimension];
            gradient = new double[dimension];
        }
    }

    PlainDifferentiable(int dimension, ValueAndGradient function) {
        this.dimension = TargetException.requireDimension(dimension);
        this.function = function;
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(dimension));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        Scratch own = scratch.get();
        for (int s = 0; s < draws; s++) {
            values[s] = evaluate(points, s * dimension, own);
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        Scratch own = scratch.get();
        for (int s = 0; s < draws; s++) {
            values[s] = evaluate(points, s * dimension, own);
            System.arraycopy(own.gradient, 0, gradients, s * dimension, dimension);
        }
    }

    private double evaluate(double[] points, int offset, Scratch own) {
        System.arraycopy(points, offset, own.z, 0, dimension);
        Arrays.fill(own.gradient, Double.NaN);
        try {
            return function.valueAndGradient(own.z, own.gradient);
        } catch (RuntimeException e) {
            throw new TargetException(points, offset, dimension, e);
        }
    }

    @Override
    public String toString() {
        return "log density of a plain function with gradient, d = " + dimension;
    }
}
