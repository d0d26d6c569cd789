package dev.jensen.core.engine;

import java.util.Arrays;

/**
 * Small dense linear algebra, row-major. Inner loops run along contiguous rows. The vector kernels do the same sums in
 * the same order.
 */
final class DenseAlgebra {
    /** From this length on, rows of A and columns of B that are both contiguous are multiplied as dot products. */
    static final int DOT_LENGTH = 8;

    private DenseAlgebra() {}

    static void matMul(
            int m,
            int k,
            int n,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        if (bCol != 1 && bRow == 1 && aCol == 1 && k >= DOT_LENGTH) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    c[co + i * cRow + j] = PlainReductions.dot(a, ao + i * aRow, b, bo + j * bCol, k);
                }
            }
            return;
        }
        for (int i = 0; i < m; i++) {
            int to = co + i * cRow;
            for (int j = 0; j < n; j++) {
                c[to + j] = 0;
            }
            for (int p = 0; p < k; p++) {
                double v = a[ao + i * aRow + p * aCol];
                int from = bo + p * bRow;
                if (bCol == 1) {
                    for (int j = 0; j < n; j++) {
                        c[to + j] = Math.fma(v, b[from + j], c[to + j]);
                    }
                } else {
                    for (int j = 0; j < n; j++) {
                        c[to + j] = Math.fma(v, b[from + j * bCol], c[to + j]);
                    }
                }
            }
        }
    }

    /**
     * The factor is built as U = Lᵀ, row by row, in the upper triangle of {@code l}, because there the inner loop runs
     * along rows: U[j][i] = (A[i][j] − Σ U[p][j]·U[p][i]) / U[j][j]. Then it is mirrored.
     */
    static boolean cholesky(int n, double[] a, int ao, double[] l, int lo) {
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                l[lo + j * n + i] = a[ao + i * n + j];
            }
        }
        for (int j = 0; j < n; j++) {
            int row = lo + j * n;
            for (int p = 0; p < j; p++) {
                subtract(l[lo + p * n + j], l, lo + p * n + j, row + j, n - j);
            }
            double pivot = l[row + j];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                Arrays.fill(l, lo, lo + n * n, Double.NaN);
                return false;
            }
            double diagonal = Math.sqrt(pivot);
            divide(diagonal, l, row + j, n - j);
            l[row + j] = diagonal;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                l[lo + i * n + j] = l[lo + j * n + i];
                l[lo + j * n + i] = 0;
            }
        }
        return true;
    }

    static void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (m == 1) {
            for (int i = 0; i < n; i++) {
                double rest = b[bo + i] - PlainReductions.dot(l, lo + i * n, x, xo, i);
                x[xo + i] = rest / l[lo + i * n + i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            int row = xo + i * m;
            if (b != x || bo != xo) {
                System.arraycopy(b, bo + i * m, x, row, m);
            }
            for (int p = 0; p < i; p++) {
                subtract(l[lo + i * n + p], x, xo + p * m, row, m);
            }
            divide(l[lo + i * n + i], x, row, m);
        }
    }

    static void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (b != x || bo != xo) {
            System.arraycopy(b, bo, x, xo, n * m);
        }
        for (int i = n - 1; i >= 0; i--) {
            int row = xo + i * m;
            divide(l[lo + i * n + i], x, row, m);
            for (int p = 0; p < i; p++) {
                subtract(l[lo + i * n + p], x, row, xo + p * m, m);
            }
        }
    }

    /** x[to…] −= factor·x[from…]. */
    private static void subtract(double factor, double[] x, int from, int to, int m) {
        for (int j = 0; j < m; j++) {
            x[to + j] = Math.fma(-factor, x[from + j], x[to + j]);
        }
    }

    private static void divide(double divisor, double[] x, int at, int m) {
        for (int j = 0; j < m; j++) {
            x[at + j] /= divisor;
        }
    }
}
