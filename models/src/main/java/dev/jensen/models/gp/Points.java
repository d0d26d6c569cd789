package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import java.util.Objects;

/** Points in ℝᴰ and the distances between them. */
final class Points {
    private Points() {}

    /** D, checked: all points have as many coordinates, all finite. */
    static int dimension(double[][] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("a Gaussian process needs at least one point");
        }
        int dimension = Objects.requireNonNull(x[0], "point 0 must not be null").length;
        for (int i = 0; i < x.length; i++) {
            if (dimension == 0 || x[i].length != dimension) {
                throw new IllegalArgumentException("point " + i + " has " + x[i].length + " coordinates, point 0 has "
                        + dimension + ": all must have the same number, at least 1");
            }
            for (int d = 0; d < dimension; d++) {
                if (!Double.isFinite(x[i][d])) {
                    throw new IllegalArgumentException(
                            "point " + i + ", coordinate " + d + " must be finite: " + x[i][d]);
                }
            }
        }
        return dimension;
    }

    /** Numbers as points on a line. */
    static double[][] onLine(double[] x) {
        double[][] points = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            points[i] = new double[] {x[i]};
        }
        return points;
    }

    private static int dimension(double[][] x, double[][] y) {
        int dimension = dimension(x);
        if (dimension(y) != dimension) {
            throw new IllegalArgumentException("points have " + dimension + " coordinates, the others " + dimension(y)
                    + ": both must lie in the same space");
        }
        return dimension;
    }

    /** c Σ (x_d − y_d)²/ℓ_d² for every pair, [n, m]; the factor costs nothing. */
    static Expr squaredDistances(String kernel, double[][] x, double[][] y, Expr lengthScale, double factor) {
        int dimension = dimension(x, y);
        requireScale(kernel, lengthScale, dimension);
        if (lengthScale.shape().rank() == 0) {
            double[][] squares = new double[x.length][y.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < y.length; j++) {
                    for (int d = 0; d < dimension; d++) {
                        squares[i][j] += factor * (x[i][d] - y[j][d]) * (x[i][d] - y[j][d]);
                    }
                }
            }
            return Expr.constant(squares).times(lengthScale.square().reciprocal());
        }
        double[][] squares = new double[x.length * y.length][dimension];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                for (int d = 0; d < dimension; d++) {
                    squares[i * y.length + j][d] = factor * (x[i][d] - y[j][d]) * (x[i][d] - y[j][d]);
                }
            }
        }
        return Expr.constant(squares).matVec(lengthScale.square().reciprocal()).reshape(x.length, y.length);
    }

    /** √c times the distance in length scales, [n, m]; its derivative where points coincide is 0. */
    static Expr distances(String kernel, double[][] x, double[][] y, Expr lengthScale, double factor) {
        int dimension = dimension(x, y);
        double[][] coincide = new double[x.length][y.length];
        double[][] apart = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                double square = 0;
                for (int d = 0; d < dimension; d++) {
                    square += (x[i][d] - y[j][d]) * (x[i][d] - y[j][d]);
                }
                coincide[i][j] = square == 0 ? 1 : 0;
                apart[i][j] = Math.sqrt(factor * square);
            }
        }
        if (lengthScale.shape().rank() == 0) {
            requireScale(kernel, lengthScale, dimension);
            return Expr.constant(apart).times(lengthScale.reciprocal());
        }
        Expr ones = Expr.constant(coincide);
        return squaredDistances(kernel, x, y, lengthScale, factor)
                .plus(ones)
                .sqrt()
                .minus(ones);
    }

    /** Refuses a length scale that is neither one number nor one for each coordinate. */
    static void requireScale(String kernel, Expr scale, int dimension) {
        int rank = scale.shape().rank();
        if (scale.shape().hasRows() || rank > 1 || (rank == 1 && scale.shape().dimension(0) != dimension)) {
            throw new IllegalArgumentException(kernel + " length scale must be a number or a vector of " + dimension
                    + ", one for each coordinate of the points, not " + scale.shape() + ": " + scale);
        }
    }

    /** Refuses a parameter that is known and not above 0, or not finite. */
    static Expr requirePositive(String kernel, String name, Expr value) {
        Objects.requireNonNull(value, () -> kernel + " " + name + " must not be null");
        KnownValues values = KnownValues.of(value);
        for (int e = 0; values != null && e < values.elements(); e++) {
            double number = values.at(0, e);
            if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        kernel + " " + name + values.where(0, e) + " must be > 0: " + number);
            }
        }
        return value;
    }

    /** Refuses a parameter that is not one number. */
    static Expr requireNumber(String kernel, String name, Expr value) {
        if (value.shape().rank() != 0 || value.shape().hasRows()) {
            throw new IllegalArgumentException(
                    kernel + " " + name + " must be one number, not " + value.shape() + ": " + value);
        }
        return requirePositive(kernel, name, value);
    }

    /** A number for each of n points. */
    static Expr repeated(Expr number, int n) {
        return number.broadcastInner(n);
    }
}
