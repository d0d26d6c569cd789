package dev.jensen.core.engine.kernel;

import dev.jensen.core.dense.DenseBackend;
import dev.jensen.core.dense.DenseFactors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Products of large matrices, and the algebra that is cut into them: by a {@link DenseBackend} where there is one and they
 * are large enough, else by the kernels' own product, in panels that stay in cache. Panels follow each other in the order in
 * which the whole would be summed, so that they change no bits.
 */
public final class LargeMatrices {
    /** Rows of an outer block. */
    static final int BLOCK = 256;

    /** The size from which on derivatives of Cholesky factors are computed by outer blocks. */
    static final int LEAST = 2 * BLOCK;

    /** Multiplications below which nobody need be asked. */
    private static final long ASK = 1L << 20;

    /** A panel of B, half a second-level cache. */
    private static final int PANEL_ROWS = 128;

    private static final int PANEL_COLUMNS = 512;

    private LargeMatrices() {}

    /** The scratch of {@link #choleskyDerivative}. */
    static int scratch(int n) {
        return BLOCK * n + 2 * BLOCK * BLOCK + 2 * Kernels.SLACK + TriangularAlgebra.smallScratch(BLOCK);
    }

    /** C −= A·B for a large block, given the product for small ones. */
    static void subtract(
            TriangularAlgebra.SubtractProduct own,
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
            double[] c,
            int co,
            int cRow) {
        DenseBackend backend = backend(m, k, n);
        if (backend != null) {
            backend.multiply(m, k, n, -1, a, ao, aRow, aCol, b, bo, bRow, 1, 1, c, co, cRow);
        } else {
            inPanels(own, m, k, n, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
        }
    }

    private static @Nullable DenseBackend backend(int m, int k, int n) {
        long size = (long) m * k * n;
        if (size < ASK) {
            return null;
        }
        DenseChoice choice = DenseChoice.made();
        return size >= choice.least() ? choice.backend() : null;
    }

    /** Who factors and solves with so many multiplications, or null for the engine's own blocks. */
    static @Nullable DenseFactors factors(long multiplications) {
        if (multiplications < ASK) {
            return null;
        }
        DenseChoice choice = DenseChoice.made();
        return multiplications >= choice.leastOfFactors() ? choice.factors() : null;
    }

    private static void inPanels(
            TriangularAlgebra.SubtractProduct own,
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
            double[] c,
            int co,
            int cRow) {
        for (int j = 0; j < n; j += PANEL_COLUMNS) {
            int columns = Math.min(PANEL_COLUMNS, n - j);
            for (int p = 0; p < k; p += PANEL_ROWS) {
                int rows = Math.min(PANEL_ROWS, k - p);
                int panel = bo + p * bRow + j;
                own.apply(m, rows, columns, a, ao + p * aCol, aRow, aCol, b, panel, bRow, c, co + j, cRow);
            }
        }
    }

    /** Writes C = A·B, or returns false where that is better left to the small product. */
    public static boolean matMul(
            TriangularAlgebra.SubtractProduct own,
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
        DenseBackend backend = backend(m, k, n);
        if (backend != null) {
            backend.multiply(m, k, n, 1, a, ao, aRow, aCol, b, bo, bRow, bCol, 0, c, co, cRow);
            return true;
        }
        if (bCol != 1 || m <= 4 || (long) k * n <= 2L * PANEL_ROWS * PANEL_COLUMNS) {
            return false;
        }
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, co + i * cRow, co + i * cRow + n, 0);
        }
        inPanels(own, m, k, n, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
        for (int i = 0; i < m; i++) {
            for (int j = co + i * cRow; j < co + i * cRow + n; j++) {
                c[j] = 0 - c[j];
            }
        }
        return true;
    }

    /**
     * {@link TriangularAlgebra#choleskyDerivative} by outer blocks: the diagonal blocks go to the small routine, everything
     * else is products. With S what that returns for D, D̄ + D̄ᵀ is 2S.
     */
    static void choleskyDerivative(
            TriangularAlgebra.SubtractProduct own, int n, double[] l, int lo, double[] out, int oo, double[] scratch) {
        int d = BLOCK * n + Kernels.SLACK;
        int s = d + BLOCK * BLOCK;
        int rest = s + BLOCK * BLOCK + Kernels.SLACK;
        for (int to = n; to > 0; to = (to - 1) / BLOCK * BLOCK) {
            int from = (to - 1) / BLOCK * BLOCK;
            int size = to - from;
            int below = n - to;
            int diagonal = from * n + from;
            int c = to * n + from;
            for (int i = 0; i < size; i++) {
                System.arraycopy(l, lo + diagonal + i * n, scratch, d + i * size, size);
            }
            transpose(below, size, out, oo + c, n, scratch, 0, below);
            if (below > 0) {
                TriangularAlgebra.solveLowerTransposed(own, size, below, scratch, d, scratch, 0, scratch, 0);
            }
            transpose(size, below, scratch, 0, below, out, oo + c, n);
            subtract(own, below, size, from, scratch, 0, 1, below, l, lo + from * n, n, out, oo + to * n, n);
            subtract(own, size, below, size, scratch, 0, below, 1, l, lo + c, n, out, oo + diagonal, n);
            for (int i = 0; i < size; i++) {
                System.arraycopy(out, oo + diagonal + i * n, scratch, s + i * size, size);
            }
            TriangularAlgebra.smallCholeskyDerivative(own, size, scratch, d, scratch, s, scratch, rest);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double v = scratch[s + i * size + j];
                    scratch[s + i * size + j] = 2 * v;
                    out[oo + diagonal + i * n + j] = i == j ? v : 2 * v;
                }
            }
            subtract(own, size, below, from, scratch, 0, below, 1, l, lo + to * n, n, out, oo + from * n, n);
            subtract(own, size, size, from, scratch, s, size, 1, l, lo + from * n, n, out, oo + from * n, n);
        }
        TriangularAlgebra.symmetrize(n, out, oo);
    }

    private static void transpose(
            int rows, int columns, double[] x, int xo, int xRow, double[] out, int oo, int outRow) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[oo + j * outRow + i] = x[xo + i * xRow + j];
            }
        }
    }
}
