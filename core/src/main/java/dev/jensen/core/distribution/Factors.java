package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.CovarianceMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lower Cholesky factors as parameters and as values of laws. */
final class Factors {
    private Factors() {}

    /**
     * Refuses what cannot be a Cholesky factor.
     *
     * @return its number of rows
     */
    static int check(String law, String name, Expr factor) {
        int length = square(law, name, factor);
        KnownValues values = KnownValues.of(factor);
        for (int row = 0; values != null && row < values.rows(); row++) {
            for (int k = 0; k < length; k++) {
                double pivot = values.at(row, k * (length + 1));
                if (!Parameter.Range.POSITIVE.contains(pivot)) {
                    throw new IllegalArgumentException(law + " " + name + "[" + k + "," + k + "]"
                            + (values.hasRows() ? ", row " + row + "," : "") + " must be > 0: " + pivot);
                }
            }
        }
        Parameter.check(law, name, factor, Parameter.Range.REAL);
        if (values != null && !values.hasRows()) {
            refuseSymmetric(law, name, values, length);
        }
        return length;
    }

    /** A covariance in a factor's place: what stands above the diagonal is not read, so that it would pass in silence. */
    private static void refuseSymmetric(String law, String name, KnownValues values, int length) {
        String like = "";
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < i; j++) {
                double below = values.at(0, i * length + j);
                if (below != values.at(0, j * length + i)) {
                    return;
                }
                if (below != 0) {
                    like = "[" + i + "," + j + "] and [" + j + "," + i + "] are " + below;
                }
            }
        }
        if (!like.isEmpty()) {
            throw new IllegalArgumentException(
                    law + " " + name + " is a symmetric matrix, such as a covariance, for " + like
                            + ", but a lower Cholesky factor is asked for: take that of the matrix, matrix.choleskyFactor()");
        }
    }

    /** The lower Cholesky factor of a matrix that is a parameter; one of numbers is checked and factorised at once. */
    static Expr ofMatrix(String law, String name, Expr matrix) {
        square(law, name, matrix);
        new CovarianceMatrix().check(law + " " + name, matrix);
        return matrix.choleskyFactor();
    }

    private static int square(String law, String name, Expr matrix) {
        Shape shape = matrix.shape();
        if (shape.rank() != 2 || shape.dimension(0) != shape.dimension(1)) {
            throw new IllegalArgumentException(
                    law + " " + name + " must be a square matrix, not " + shape + ": " + matrix);
        }
        return shape.dimension(0);
    }

    /** The shape of a draw: a vector, on the rows that either parameter has. */
    static Shape drawShape(String law, String name, Expr location, Expr factor) {
        Shape rows =
                Shape.broadcast(location.shape().withInner(), factor.shape().withInner());
        if (rows == null) {
            throw new IllegalArgumentException(law + ": " + name + " is " + location.shape() + " and factor is "
                    + factor.shape() + ": rows must be those of one plate");
        }
        return rows.withInner(location.shape().inner());
    }

    /** A location in the shape of a vector: one number stands for equal ones. */
    static Expr location(String law, String name, Expr location, int length) {
        Expr vector = location.shape().rank() == 0 ? location.broadcastInner(length) : location;
        if (vector.shape().rank() != 1 || vector.shape().dimension(0) != length) {
            throw new IllegalArgumentException(law + " " + name + " must be a vector of length " + length
                    + ", as the factor is " + Shape.of(length, length) + ", not " + vector.shape() + ": " + vector);
        }
        Parameter.check(law, name, vector, Parameter.Range.REAL);
        return vector;
    }

    /** L⁻¹ of a vector, or of each row of a matrix; for rows of a plate L is inverted once. */
    static Expr whitened(Expr factor, Expr deviation) {
        boolean stacked = deviation.shape().rank() == 2;
        if (deviation.shape().hasRows() && !factor.shape().hasRows()) {
            Expr inverse = inverse(factor);
            return stacked ? deviation.matMul(inverse.transpose()) : inverse.matVec(deviation);
        }
        return stacked ? factor.solveLower(deviation.transpose()).transpose() : factor.solveLower(deviation);
    }

    static Expr inverse(Expr factor) {
        return factor.solveLower(identity(factor.shape().dimension(0)));
    }

    static Expr identity(int size) {
        double[][] identity = new double[size][size];
        for (int k = 0; k < size; k++) {
            identity[k][k] = 1;
        }
        return Expr.constant(identity);
    }

    /** The factor with zeros above its diagonal, whatever stood there. */
    static Expr lower(Expr factor) {
        int size = factor.shape().dimension(0);
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] = 1;
            }
        }
        return factor.times(Expr.constant(lower));
    }

    /** The diagonal of L Lᵀ. */
    static Expr variances(Expr factor) {
        return lower(factor).square().sum(1);
    }

    /** Σ log Lₖₖ, half the log determinant, of each matrix of a stack. */
    static Expr logDeterminant(Expr factor) {
        return factor.diagonal().log().sum(-1);
    }

    /** A function of a matrix, for a stack of them. */
    static Expr each(Expr matrices, UnaryOperator<Expr> function) {
        if (matrices.shape().rank() == 2) {
            return function.apply(matrices);
        }
        List<Expr> values = new ArrayList<>();
        for (int i = 0; i < matrices.shape().dimension(0); i++) {
            values.add(each(matrices.at(i), function));
        }
        return Expr.stack(values);
    }

    /** L z for a lower triangular L that stands, row after row, at a place in an array. */
    static double rowTimes(double[] values, int at, int length, int row, double[] noise) {
        double sum = 0;
        for (int j = 0; j <= row; j++) {
            sum += values[at + row * length + j] * noise[j];
        }
        return sum;
    }
}
