package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprFunction;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Products, and first and second derivatives, are those of the dense matrix. */
class SparseMatrixTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final int[] I = {6, 0, 2, 2, 3, 3, 6, 1, 2};
    private static final int[] J = {4, 1, 0, 3, 2, 2, 0, 1, 0};
    private static final double[] V = {1.5, -2, 0.5, 3, 1, -1, 0.25, 4, 0.125};
    private static final SparseMatrix SPARSE = SparseMatrix.of(ROWS, COLUMNS, I, J, V);

    private static Expr dense() {
        double[][] dense = new double[ROWS][COLUMNS];
        for (int k = 0; k < V.length; k++) {
            dense[I[k]][J[k]] += V[k];
        }
        return Expr.constant(dense);
    }

    @Test
    void addsTriplesOfOnePlaceAndLeavesZerosOut() {
        assertEquals(6, SPARSE.nonZeros()); // (2, 0) is there twice, and (3, 2) cancels
    }

    @Test
    void productsAreThoseOfTheDenseMatrix() {
        same(COLUMNS, (x, isSparse) -> isSparse ? SPARSE.times(x) : dense().matVec(x));
        same(
                ROWS,
                (x, isSparse) -> isSparse
                        ? SPARSE.transposedTimes(x)
                        : dense().transpose().matVec(x));
        SparseMatrix square =
                SparseMatrix.of(4, 4, new int[] {0, 1, 3, 3}, new int[] {1, 0, 3, 2}, new double[] {1, 2, 3, 4});
        Expr full = Expr.constant(new double[][] {{0, 1, 0, 0}, {2, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 4, 3}});
        same(4, (x, isSparse) -> isSparse ? square.quadraticForm(x) : x.dot(full.matVec(x)));
        SparseMatrix nothing = SparseMatrix.of(3, 4, new int[0], new int[0], new double[0]);
        same(4, (x, isSparse) -> isSparse ? nothing.times(x) : Expr.zeros(3, 4).matVec(x));
    }

    @Test
    void onEveryRow() {
        Plate plate = Plate.of("row", 40);
        double[][] data = new double[40][COLUMNS];
        SplittableRandom random = new SplittableRandom(3);
        for (double[] row : data) {
            for (int j = 0; j < COLUMNS; j++) {
                row[j] = random.nextDouble();
            }
        }
        Expr rows = Expr.columns(plate, "x", data);
        same(COLUMNS, (x, isSparse) -> {
            Expr each = rows.times(x);
            return (isSparse ? SPARSE.times(each) : dense().matVec(each))
                    .square()
                    .sumRows();
        });
    }

    private static void same(int length, BiFunction<Expr, Boolean, Expr> product) {
        Expr x = Expr.variable("x", length);
        SplittableRandom random = new SplittableRandom(1);
        double[] at = random.doubles(3L * length, -1, 1).toArray();
        assertArrayEquals(all(product.apply(x, false), x, at), all(product.apply(x, true), x, at), 1e-11);
    }

    /** Value, gradient of a curved function of it, and a Hessian product. */
    private static double[] all(Expr value, Expr x, double[] at) {
        Expr scalar = value.times(0.5).sin().sum();
        Expr gradient = Gradient.of(scalar, List.of(x)).get(0);
        Expr second = Gradient.of(gradient.times(x.exp()).sum(), List.of(x)).get(0);
        ExprFunction function = ExprFunction.of(List.of(x), List.of(value, gradient, second));
        double[] values = new double[3 * function.size()];
        function.evaluate(3, at, values);
        return values;
    }

    @Test
    void saysWhatIsWrong() {
        refuses(
                "sparse matrix: triplet 1 is at (0, 2), outside 2 by 2",
                () -> SparseMatrix.of(2, 2, new int[2], new int[] {0, 2}, new double[2]));
        refuses(
                "sparse matrix: triplet 0 at (1, 0) must be finite: NaN",
                () -> SparseMatrix.of(2, 2, new int[] {1}, new int[] {0}, new double[] {Double.NaN}));
        refuses(
                "sparse matrix: 1 row indices, 2 column indices and 2 values: triplets have one of each",
                () -> SparseMatrix.of(2, 2, new int[1], new int[2], new double[2]));
        refuses(
                "sparse matrix: rows and columns must be at least 1: 0 by 2",
                () -> SparseMatrix.of(0, 2, new int[0], new int[0], new double[0]));
        refuses("the matrix is 7 by 5, so that it takes a vector of 5", () -> SPARSE.times(Expr.variable("x", 7)));
        refuses("needs a square matrix, not 7 by 5", () -> SPARSE.quadraticForm(Expr.variable("x", 7)));
    }

    private static void refuses(String message, Runnable call) {
        String actual = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
