package dev.jensen.core.engine.kernel;

import dev.jensen.core.dense.DenseFactors;
import java.util.Arrays;

/**
 * What a covariance K = L·Lᵀ receives from a Gaussian density: p·Σ x xᵀ + q·K⁻¹. With W = L⁻¹ the inverse is WᵀW; both are computed
 * in blocks of rows and columns, of which those that are zero are left out.
 */
public final class CovarianceGradient {
    private static final int BLOCK = 16;

    /** Rows of a block of a large matrix, and its columns, fewer since of those that begin with zeros all are multiplied. */
    private static final int OUTER = LargeMatrices.BLOCK;

    private static final int COLUMNS = 64;

    private CovarianceGradient() {}

    /** The scratch: W, and a block of rows of the inverse. */
    static int scratch(int n) {
        return n * n + (n < LargeMatrices.LEAST ? BLOCK : OUTER) * n + 2 * Kernels.SLACK;
    }

    /** Writes the upper triangle, row by row without gaps, what is off the diagonal twice. */
    public static void apply(
            TriangularAlgebra.SubtractProduct product,
            int n,
            int k,
            double outer,
            double inverse,
            double[] l,
            int lo,
            double[] x,
            int xo,
            double[] out,
            int oo,
            double[] scratch) {
        DenseFactors library = inverse == 0 ? null : LargeMatrices.factors((long) n * n * n / 3);
        if (library != null) {
            library.invert(n, l, lo, scratch, 0);
        } else if (inverse != 0) {
            invert(product, n, l, lo, scratch);
        }
        int to = oo;
        int block = n * n + Kernels.SLACK;
        int step = library != null || n < LargeMatrices.LEAST ? BLOCK : OUTER;
        for (int from = 0; from < n; from += step) {
            int rows = Math.min(step, n - from);
            int width = n - from;
            if (library != null) {
                turn(n, from, rows, scratch, block);
            } else if (inverse != 0) {
                multiply(product, n, from, rows, step, scratch, block);
            }
            for (int i = 0; i < rows; i++) {
                int at = block + i * width + i;
                int length = width - i;
                if (inverse != 0) {
                    scale(-2 * inverse, scratch, at, out, to, length);
                } else {
                    Arrays.fill(out, to, to + length, 0);
                }
                int own = xo + (from + i) * k;
                for (int c = 0; c < k; c++) {
                    addMultiple(2 * outer * x[own + c], x, own + c, k, out, to, length);
                }
                out[to] *= 0.5;
                to += length;
            }
        }
    }

    /** Writes rows of −WᵀW from the diagonal block on. */
    private static void multiply(
            TriangularAlgebra.SubtractProduct product, int n, int from, int rows, int step, double[] w, int block) {
        int width = n - from;
        int most = Math.min(step, COLUMNS);
        Arrays.fill(w, block, block + rows * width, 0);
        for (int column = from; column < n; column += most) {
            int columns = Math.min(most, n - column);
            int above = Math.min(rows, column + columns - from);
            int diagonal = column * n + column;
            int at = block + column - from;
            int first = column * n + from;
            LargeMatrices.subtract(product, above, n - column, columns, w, first, 1, n, w, diagonal, n, w, at, width);
        }
    }

    /** Writes rows of the negative inverse from the diagonal on, whose lower triangle is there. */
    private static void turn(int n, int from, int rows, double[] lower, int block) {
        int width = n - from;
        for (int j = from; j < n; j++) {
            int last = Math.min(rows, j - from + 1);
            for (int i = 0; i < last; i++) {
                lower[block + i * width + j - from] = -lower[j * n + from + i];
            }
        }
    }

    private static void scale(double factor, double[] x, int xo, double[] out, int oo, int n) {
        for (int j = 0; j < n; j++) {
            out[oo + j] = factor * x[xo + j];
        }
    }

    private static void addMultiple(double factor, double[] x, int xo, int step, double[] out, int oo, int n) {
        if (step == 1) {
            for (int j = 0; j < n; j++) {
                out[oo + j] = Math.fma(factor, x[xo + j], out[oo + j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                out[oo + j] = Math.fma(factor, x[xo + j * step], out[oo + j]);
            }
        }
    }

    /** W = L⁻¹, with zeros above its diagonal. */
    private static void invert(TriangularAlgebra.SubtractProduct product, int n, double[] l, int lo, double[] w) {
        Arrays.fill(w, 0, n * n, 0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(from + BLOCK, n);
            int outer = from / OUTER * OUTER;
            if (from == outer) {
                int rows = Math.min(OUTER, n - from);
                for (int column = 0; column < from; column += COLUMNS) {
                    int at = from * n + column;
                    int above = column * n + column;
                    LargeMatrices.subtract(
                            product, rows, from - column, COLUMNS, l, lo + at, n, 1, w, above, n, w, at, n);
                }
            } else if (outer > 0) {
                int here = lo + from * n + outer;
                product.apply(to - from, from - outer, outer, l, here, n, 1, w, outer * n, n, w, from * n, n);
            }
            for (int column = outer; column < from; column += BLOCK) {
                int above = column * n + column;
                int here = lo + from * n + column;
                product.apply(to - from, from - column, BLOCK, l, here, n, 1, w, above, n, w, from * n + column, n);
            }
            for (int i = from; i < to; i++) {
                int row = i * n;
                int four = i - (i - from) % TriangularAlgebra.FOUR;
                if (four == i) {
                    int rows = Math.min(TriangularAlgebra.FOUR, to - i);
                    product.apply(rows, i - from, i, l, lo + row + from, n, 1, w, from * n, n, w, row, n);
                }
                w[row + i] = 1;
                product.apply(1, i - four, i, l, lo + row + four, n, 1, w, four * n, n, w, row, n);
                TriangularAlgebra.divide(l[lo + row + i], w, row, i + 1);
            }
        }
    }
}
