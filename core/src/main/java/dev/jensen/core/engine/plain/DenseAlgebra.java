package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.kernel.TriangularAlgebra;

/**
 * Small dense linear algebra, row-major. Inner loops run along contiguous rows. The vector kernels do the same sums in
 * the same order.
 */
public final class DenseAlgebra {
    /** From this length on, rows of A and columns of B that are both contiguous are multiplied as dot products. */
    static final int DOT_LENGTH = 8;

    private DenseAlgebra() {}

    /** Whether the numbers of a product are dot products of runs: of rows of A with columns of B, or with its only one. */
    public static boolean isDots(int k, int n, int aCol, int bRow, int bCol) {
        return (bCol != 1 || n == 1) && bRow == 1 && aCol == 1 && k >= DOT_LENGTH;
    }

    /** The plain form of {@link dev.jensen.core.engine.kernel.Kernels#matMul}. */
    public static void matMul(
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
        if (isDots(k, n, aCol, bRow, bCol)) {
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

    static void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (m == 1) {
            for (int i = 0; i < n; i++) {
                double rest = b[bo + i] - PlainReductions.dot(l, lo + i * n, x, xo, i);
                x[xo + i] = rest / l[lo + i * n + i];
            }
            return;
        }
        TriangularAlgebra.solveLower(TriangularAlgebra::subtractProduct, n, m, l, lo, b, bo, x, xo);
    }

    static void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        TriangularAlgebra.solveLowerTransposed(TriangularAlgebra::subtractProduct, n, m, l, lo, b, bo, x, xo);
    }
}
