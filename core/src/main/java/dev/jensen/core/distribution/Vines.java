package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The partial correlations of the LKJ laws. In column j = 0 … K − 2 of the Cholesky factor there are K − 1 − j of them,
 * independent, each 2 Beta(aⱼ, aⱼ) − 1 with aⱼ = η + (K − 2 − j)/2, and Lᵢⱼ = zᵢⱼ Π_{k&lt;j} √(1 − zᵢₖ²).
 */
final class Vines {
    private Vines() {}

    static void check(String law, int size, Expr shape) {
        if (size < 2) {
            throw new IllegalArgumentException(law + " size must be >= 2: " + size);
        }
        Parameter.requireNumber(law, "shape", shape);
        Parameter.check(law, "shape", shape, Parameter.Range.POSITIVE);
    }

    /** aⱼ, a vector of length K − 1. */
    static Expr shapes(int size, Expr shape) {
        double[] halves = new double[size - 1];
        for (int j = 0; j < halves.length; j++) {
            halves[j] = 0.5 * (size - 2 - j);
        }
        return shape.plus(Expr.constant(halves));
    }

    /** How many partial correlations each column has. */
    private static Expr counts(int size) {
        double[] counts = new double[size - 1];
        for (int j = 0; j < counts.length; j++) {
            counts[j] = size - 1 - j;
        }
        return Expr.constant(counts);
    }

    /** log c = Σⱼ (K − 1 − j) ((2aⱼ − 1) log 2 + log B(aⱼ, aⱼ)). */
    static Expr logNormalizer(int size, Expr shape) {
        Expr a = shapes(size, shape);
        Expr logBeta = a.logGamma().times(2).minus(a.times(2).logGamma());
        return a.times(2)
                .minus(1)
                .times(Math.log(2))
                .plus(logBeta)
                .times(counts(size))
                .sum(0);
    }

    /** Σₖ (K − 1 − k + 2η − 2) log Lₖₖ, k from 0. */
    static Expr ofLogDiagonal(int size, Expr shape, Expr logDiagonal) {
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            weights[k] = size - 1 - k;
        }
        Expr powers = shape.minus(1).times(2).plus(Expr.constant(weights));
        return logDiagonal.times(powers).sum(-1);
    }

    /** E[log(1 − z²)] = 2 (ψ(a) − ψ(2a) + log 2). */
    static Expr meanLogComplement(Expr a) {
        return a.digamma().minus(a.times(2).digamma()).plus(Math.log(2)).times(2);
    }

    /** E[log |Ω|], the sum over all partial correlations. */
    static Expr meanLogDeterminant(int size, Expr shape) {
        return meanLogComplement(shapes(size, shape)).times(counts(size)).sum(0);
    }

    /** For columns 0 … K − 1 the sum over the columns before. */
    static Expr before(Expr ofColumns, int size) {
        int[] next = new int[size - 1];
        Arrays.setAll(next, j -> j + 1);
        return ofColumns.put(next, size).cumulativeSum(0);
    }

    /** A number for each of the first K − 1 columns as a vector of length K. */
    static Expr columns(Expr ofColumns, int size) {
        int[] same = new int[size - 1];
        Arrays.setAll(same, j -> j);
        return ofColumns.put(same, size);
    }

    static Expr onDiagonal(Expr diagonal, int size) {
        int[] places = new int[size];
        Arrays.setAll(places, k -> k * (size + 1));
        return diagonal.put(places, size, size);
    }

    /** The Cholesky factor of a draw. */
    static void draw(RandomGenerator random, double shape, int size, double[] out) {
        Arrays.fill(out, 0);
        for (int i = 0; i < size; i++) {
            double left = 1;
            for (int j = 0; j < i; j++) {
                double a = shape + 0.5 * (size - 2 - j);
                double first = GammaSampler.draw(random, a);
                double second = GammaSampler.draw(random, a);
                double sum = first + second;
                out[i * size + j] = (first - second) / sum * left;
                left *= 2 * Math.sqrt(first / sum * (second / sum)); // √(1 − z²)
            }
            out[i * (size + 1)] = left;
        }
    }
}
