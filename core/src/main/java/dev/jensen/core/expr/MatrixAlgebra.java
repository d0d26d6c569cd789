package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Linear algebra of inner vectors and matrices. */
final class MatrixAlgebra {
    private MatrixAlgebra() {}

    static Expr dot(Expr a, Expr b) {
        if (a.shape().rank() != 1
                || b.shape().rank() != 1
                || a.shape().dimension(0) != b.shape().dimension(0)) {
            throw Mismatch.of("dot", "both must be vectors of one length", a, b);
        }
        int n = a.shape().dimension(0);
        return a.reshape(1, n).matMul(b.reshape(n, 1)).reshape();
    }

    static Expr matVec(Expr matrix, Expr vector) {
        if (matrix.shape().rank() != 2
                || vector.shape().rank() != 1
                || matrix.shape().dimension(1) != vector.shape().dimension(0)) {
            throw Mismatch.of(
                    "matVec", "needs a matrix and a vector as long as the matrix has columns", matrix, vector);
        }
        return matrix.matMul(vector.reshape(vector.shape().dimension(0), 1))
                .reshape(matrix.shape().dimension(0));
    }

    /** The product of two matrices, each transposed or not, on every row where either has rows. */
    static Expr product(Expr a, Expr b, boolean transposeA, boolean transposeB) {
        Shape product = productShape("matMul", a, b, transposeA, transposeB);
        return new Expr(new MatMul(transposeA, transposeB), List.of(a, b), product);
    }

    /** The same, summed over rows. */
    static Expr rowProduct(Expr a, Expr b, boolean transposeA, boolean transposeB) {
        if (!a.shape().hasRows()) {
            return product(a, b.sumRows(), transposeA, transposeB);
        }
        if (!b.shape().hasRows()) {
            return product(a.sumRows(), b, transposeA, transposeB);
        }
        Shape product = productShape("rowProduct", a, b, transposeA, transposeB);
        Scaled first = Scaled.of(a);
        if (first.factor() != null) {
            return first.factor().times(rowProduct(first.rest(), b, transposeA, transposeB));
        }
        Scaled second = Scaled.of(b);
        if (second.factor() != null) {
            return second.factor().times(rowProduct(a, second.rest(), transposeA, transposeB));
        }
        return new Expr(new RowProduct(transposeA, transposeB), List.of(a, b), product.on(null));
    }

    private static Shape productShape(String name, Expr a, Expr b, boolean transposeA, boolean transposeB) {
        if (a.shape().rank() != 2 || b.shape().rank() != 2) {
            throw Mismatch.of(name, "both must be matrices", a, b);
        }
        int left = a.shape().dimension(transposeA ? 0 : 1);
        int right = b.shape().dimension(transposeB ? 1 : 0);
        if (left != right) {
            throw Mismatch.of(
                    name, "the first has " + left + " columns, the second " + right + " rows; they must agree", a, b);
        }
        Shape rows = Shape.broadcast(a.shape().withInner(), b.shape().withInner());
        if (rows == null) {
            throw Mismatch.broadcast(name, a, b);
        }
        return rows.withInner(a.shape().dimension(transposeA ? 1 : 0), b.shape().dimension(transposeB ? 0 : 1));
    }

    static Expr choleskyFactor(Expr x) {
        Shape shape = x.shape();
        if (shape.rank() > 2) {
            int n = squares("choleskyFactor", x);
            Expr matrices = x.reshape(shape.sizeBefore(shape.rank() - 2), n, n);
            List<Expr> factors = new ArrayList<>();
            for (int i = 0; i < matrices.shape().dimension(0); i++) {
                factors.add(matrices.at(i).choleskyFactor());
            }
            return Expr.stack(factors).reshape(shape.inner());
        }
        square("choleskyFactor", x);
        return new Expr(new Cholesky("", 0), List.of(x), shape);
    }

    static Expr choleskyFactor(Expr x, String of, double jitter) {
        int n = square("choleskyFactor", x);
        if (!(jitter >= 0) || jitter == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "choleskyFactor: jitter of \"" + of + "\" must be a finite number >= 0: " + jitter);
        }
        Objects.requireNonNull(of, "of");
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = i * (n + 1);
        }
        Expr diagonal = x.diagonal();
        Expr nudged = jitter == 0
                ? x
                : x.plus(diagonal.mean().times(jitter).broadcastInner(n).put(places, n, n));
        return new Expr(new Cholesky(of, jitter), List.of(nudged), x.shape());
    }

    static Expr solve(Expr l, Expr b, boolean transposed) {
        String name = transposed ? "solveLowerTransposed" : "solveLower";
        int n = square(name, l);
        if (b.shape().rank() < 1 || b.shape().rank() > 2 || b.shape().dimension(0) != n) {
            throw Mismatch.of(name, "the right-hand side must be a vector or matrix of " + n + " rows", l, b);
        }
        if (Shape.broadcast(l.shape().withInner(), b.shape().withInner()) == null) {
            throw Mismatch.broadcast(name, l, b);
        }
        Plate plate = l.shape().hasRows() ? l.shape().plate() : b.shape().plate();
        Expr matrix = b.shape().rank() == 1 ? b.reshape(n, 1) : b;
        Expr left = plate == null ? l : l.onRows(plate);
        Expr right = plate == null ? matrix : matrix.onRows(plate);
        Expr solution = new Expr(new TriangularSolve(transposed), List.of(left, right), right.shape());
        return solution.reshape(b.shape().inner());
    }

    /** The size of the square matrices in the last two axes. */
    static int squares(String name, Expr x) {
        Shape shape = x.shape();
        int rank = shape.rank();
        if (rank < 2 || shape.dimension(rank - 1) != shape.dimension(rank - 2)) {
            throw Mismatch.of(name, "must be a square matrix", x);
        }
        return shape.dimension(rank - 1);
    }

    private static int square(String name, Expr x) {
        if (x.shape().rank() != 2) {
            throw Mismatch.of(name, "must be a square matrix", x);
        }
        return squares(name, x);
    }
}
