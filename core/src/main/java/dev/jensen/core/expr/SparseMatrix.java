package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A constant matrix of which most elements are zero: adjacency, a design of many factors, an interpolation. Products with vectors
 * of unknowns, and their derivatives, cost as much as there are other elements. Immutable.
 *
 * <p>A product picks the vector's elements, multiplies them with the matrix' and adds them up by row, in the order of the
 * compressed rows; its derivative is the same with rows and columns exchanged.
 */
public final class SparseMatrix {
    private final int rows;
    private final int columns;
    private final int[] row;
    private final int[] column;
    private final double[] values;

    private SparseMatrix(int rows, int columns, int[] row, int[] column, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.row = row;
        this.column = column;
        this.values = values;
    }

    /**
     * A matrix from triplets (i, j, value) in any order; values of one place are added, zeros left out.
     *
     * @param rows number of rows, at least 1
     * @param columns number of columns, at least 1
     * @param row i of each triplet, from 0; read only
     * @param column j of each triplet, from 0; read only
     * @param values of each triplet, finite; read only
     * @return the matrix
     */
    public static SparseMatrix of(int rows, int columns, int[] row, int[] column, double[] values) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "sparse matrix: rows and columns must be at least 1: " + rows + " by " + columns);
        }
        if (row.length != values.length || column.length != values.length) {
            throw new IllegalArgumentException("sparse matrix: " + row.length + " row indices, " + column.length
                    + " column indices and " + values.length + " values: triplets have one of each");
        }
        for (int k = 0; k < values.length; k++) {
            if (row[k] < 0 || row[k] >= rows || column[k] < 0 || column[k] >= columns) {
                throw new IllegalArgumentException("sparse matrix: triplet " + k + " is at (" + row[k] + ", "
                        + column[k] + "), outside " + rows + " by " + columns);
            }
            if (!Double.isFinite(values[k])) {
                throw new IllegalArgumentException("sparse matrix: triplet " + k + " at (" + row[k] + ", " + column[k]
                        + ") must be finite: " + values[k]);
            }
        }
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.<Integer>comparingInt(k -> row[k]).thenComparingInt(k -> column[k]));
        int[] i = new int[values.length];
        int[] j = new int[values.length];
        double[] v = new double[values.length];
        int count = 0;
        for (int at = 0; at < order.length; ) {
            int k = order[at];
            double sum = 0;
            for (; at < order.length && row[order[at]] == row[k] && column[order[at]] == column[k]; at++) {
                sum += values[order[at]];
            }
            if (sum != 0) {
                i[count] = row[k];
                j[count] = column[k];
                v[count++] = sum;
            }
        }
        return new SparseMatrix(
                rows, columns, Arrays.copyOf(i, count), Arrays.copyOf(j, count), Arrays.copyOf(v, count));
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the number of columns} */
    public int columns() {
        return columns;
    }

    /** {@return the number of elements that are not zero} */
    public int nonZeros() {
        return values.length;
    }

    /**
     * The product A x, on every row of a plate where x has rows.
     *
     * @param x a vector as long as this has columns
     * @return a vector as long as this has rows
     */
    public Expr times(Expr x) {
        return product("sparse times", x, columns, column, row, rows);
    }

    /**
     * The product Aᵀ x, on every row of a plate where x has rows.
     *
     * @param x a vector as long as this has rows
     * @return a vector as long as this has columns
     */
    public Expr transposedTimes(Expr x) {
        return product("sparse transposedTimes", x, rows, row, column, columns);
    }

    /**
     * xᵀ A x, on every row of a plate where x has rows.
     *
     * @param x a vector, this being square
     * @return a scalar
     */
    public Expr quadraticForm(Expr x) {
        if (rows != columns) {
            throw Mismatch.of("quadraticForm", "needs a square matrix, not " + rows + " by " + columns, x);
        }
        require("quadraticForm", x, rows);
        if (values.length == 0) {
            return x.sum().times(0);
        }
        return x.take(row, row.length)
                .times(x.take(column, column.length))
                .times(Expr.constant(values))
                .sum();
    }

    private Expr product(String name, Expr x, int length, int[] from, int[] to, int size) {
        require(name, x, length);
        if (values.length == 0) {
            return x.sum().times(0).broadcastInner(size);
        }
        return x.take(from, from.length).times(Expr.constant(values)).put(to, size);
    }

    private void require(String name, Expr x, int length) {
        if (x.shape().rank() != 1 || x.shape().dimension(0) != length) {
            throw Mismatch.of(
                    name, "the matrix is " + rows + " by " + columns + ", so that it takes a vector of " + length, x);
        }
    }

    @Override
    public String toString() {
        return "sparse matrix " + rows + " by " + columns + " with " + values.length + " elements";
    }
}
