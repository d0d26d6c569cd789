package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Square matrices in the last two inner axes: parts of them, and what makes them illegal. */
final class Matrices {
    /** How far from symmetric or from 1 an element may be. */
    static final double TOLERANCE = 1e-8;

    private Matrices() {}

    /** Adds to the diagonal. */
    static Expr onDiagonal(Expr matrix, Expr diagonal) {
        int[] inner = diagonal.shape().inner();
        int size = inner[inner.length - 1];
        int[] table = new int[diagonal.shape().size()];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / size * size * size + i % size * (size + 1);
        }
        int[] square = Arrays.copyOf(inner, inner.length + 1);
        square[inner.length] = size;
        return matrix.plus(diagonal.put(table, square));
    }

    /** How many elements above the diagonal are not 0. */
    static Expr above(Expr matrix) {
        int size = matrix.shape().dimension(matrix.shape().rank() - 1);
        double[][] above = new double[size][size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(above[i], i + 1, size, 1);
        }
        Expr nonZero = matrix.abs().greaterThan(0);
        return nonZero.times(Expr.constant(above)).sum(-1).sum(-1);
    }

    /** 0 where an element is NaN, else 1. */
    static Expr isNumber(Expr matrix) {
        Expr sum = matrix.sum(-1).sum(-1);
        return sum.equalTo(sum);
    }

    /** 1 where the matrix differs from its transpose. */
    static Expr asymmetric(Expr matrix) {
        int[] inner = matrix.shape().inner();
        int size = inner[inner.length - 1];
        int[] table = new int[matrix.shape().size()];
        for (int i = 0; i < table.length; i++) {
            int within = i % (size * size);
            table[i] = i - within + within % size * size + within / size;
        }
        Expr difference = matrix.minus(matrix.take(table, inner)).abs();
        Expr scale = matrix.abs().sum(-1).sum(-1).times(TOLERANCE);
        return difference.sum(-1).sum(-1).greaterThan(scale);
    }

    /** 1 where the matrix has no Cholesky factor. */
    static Expr indefinite(Expr matrix) {
        Expr sum = matrix.choleskyFactor().diagonal().sum(-1);
        return Expr.constant(1).minus(sum.equalTo(sum));
    }

    /** Why a matrix of numbers is no Cholesky factor, or null where it is. */
    static @Nullable String noFactor(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            if (!(matrix[i * (size + 1)] > 0)) {
                return "must have a diagonal > 0, element [" + i + "," + i + "] is " + matrix[i * (size + 1)];
            }
            for (int j = i + 1; j < size; j++) {
                if (matrix[i * size + j] != 0) {
                    return "must be 0 above the diagonal, element [" + i + "," + j + "] is " + matrix[i * size + j];
                }
            }
        }
        return null;
    }

    /** Why a matrix of numbers is not symmetric and positive definite, or null where it is. */
    static @Nullable String noCovariance(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double a = matrix[i * size + j];
                double b = matrix[j * size + i];
                if (!(Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b)))) {
                    return "must be symmetric, but [" + i + "," + j + "] is " + a + " and [" + j + "," + i + "] is "
                            + b;
                }
            }
        }
        Pivots pivots = Pivots.of(matrix, size);
        return pivots.isPositive() ? null : "must be positive definite: " + pivots.remedy();
    }
}
