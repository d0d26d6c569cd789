package dev.jensen.core.engine;

import java.util.Arrays;

/**
 * What a covariance K = L·Lᵀ receives from a Gaussian density: p·Σ x xᵀ + q·K⁻¹. With W = L⁻¹ the inverse is WᵀW; both are computed
 * in blocks of rows and columns, of which those that are zero are left out.
 */
final class CovarianceGradient {
    private static final int BLOCK = 16;

    private CovarianceGradient() {}

    /** The scratch: W, and a block of rows of the inverse. */
    static int scratch(int n) {
        return n * n + BLOCK * n + 2 * Kernels.SLACK;
    }

    /** Writes the upper triangle, row by row without gaps, what is off the diagonal twice. */
    static void apply(
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
        if (inverse != 0) {
            invert(product, n, l, lo, scratch);
        }
        int to = oo;
        int block = n * n + Kernels.SLACK;
        for (int from = 0; from < n; from += BLOCK) {
            int rows = Math.min(BLOCK, n - from);
            int width = n - from;
            if (inverse != 0) {
                Arrays.fill(scratch, block, block + rows * width, 0);
                for (int column = from; column < n; column += BLOCK) {
                    int w = column * n + column;
                    int columns = Math.min(BLOCK, n - column);
                    int at = block + column - from;
                    product.apply(
                            rows,
                            n - column,
                            columns,
                            scratch,
                            column * n + from,
                            1,
                            n,
                            scratch,
                            w,
                            n,
                            scratch,
                            at,
                            width);
                }
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
            for (int column = 0; column < from; column += BLOCK) {
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
