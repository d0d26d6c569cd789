package dev.jensen.core.engine.kernel;

import dev.jensen.core.dense.DenseFactors;
import java.util.Arrays;

/**
 * Cholesky factors, their derivatives and triangular systems, row-major, in blocks of rows: nearly all the work is one
 * product subtracted from a block, which plain and vector kernels each have in a form of their own. For every number the
 * products are subtracted one by one in a fixed order, so that both give the same bits.
 */
public final class TriangularAlgebra {
    /** Rows of a block. */
    private static final int BLOCK = 16;

    /** Rows that a block's rows are subtracted from together. */
    static final int FOUR = 4;

    /** Rows of an outer block, a multiple of a block's: what lies outside it is subtracted from all its rows at once. */
    private static final int OUTER = LargeMatrices.BLOCK;

    private TriangularAlgebra() {}

    /** The scratch of the derivative of an n×n factor: the columns below a block, transposed, and a block. */
    static int scratch(int n) {
        return n < LargeMatrices.LEAST ? smallScratch(n) : LargeMatrices.scratch(n);
    }

    static int smallScratch(int n) {
        return BLOCK * (n + BLOCK) + Kernels.SLACK;
    }

    /** Where blocks spend their time. */
    public interface SubtractProduct {
        /**
         * C −= A·B, every number of C reduced by one product after the other, each rounded once. A is m×k at ao + i·aRow
         * + p·aCol, B k×n at bo + p·bRow + j, C m×n at co + i·cRow + j; strides may be negative. Exactly n columns are
         * written. C must not overlap A or B.
         */
        void apply(
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
                int cRow);
    }

    /** {@link SubtractProduct} in plain loops. */
    public static void subtractProduct(
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
        for (int i = 0; i < m; i++) {
            int to = co + i * cRow;
            for (int p = 0; p < k; p++) {
                double factor = a[ao + i * aRow + p * aCol];
                int from = bo + p * bRow;
                for (int j = 0; j < n; j++) {
                    c[to + j] = -Math.fma(factor, b[from + j], -c[to + j]);
                }
            }
        }
    }

    /**
     * The factor is built as U = Lᵀ, row by row, in the upper triangle of {@code l}, because there the inner loop runs
     * along rows: U[j][i] = (A[i][j] − Σ U[p][j]·U[p][i]) / U[j][j]. Then it is mirrored.
     */
    public static boolean cholesky(SubtractProduct product, int n, double[] a, int ao, double[] l, int lo) {
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                l[lo + j * n + i] = a[ao + i * n + j];
            }
        }
        return factorise(product, n, l, lo);
    }

    /** The same of the upper triangle, row by row without gaps. */
    public static boolean choleskyOfTriangle(SubtractProduct product, int n, double[] a, int ao, double[] l, int lo) {
        for (int i = 0, from = ao; i < n; from += n - i, i++) {
            System.arraycopy(a, from, l, lo + i * (n + 1), n - i);
        }
        return factorise(product, n, l, lo);
    }

    private static boolean factorise(SubtractProduct product, int n, double[] l, int lo) {
        DenseFactors library = LargeMatrices.factors((long) n * n * n / 6);
        boolean definite = library != null ? library.factorize(n, l, lo) : inBlocks(product, n, l, lo);
        if (definite) {
            turn(n, l, lo);
        } else {
            Arrays.fill(l, lo, lo + n * n, Double.NaN);
        }
        return definite;
    }

    private static boolean inBlocks(SubtractProduct product, int n, double[] l, int lo) {
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(from + BLOCK, n);
            int block = lo + from * n + from;
            int outer = from / OUTER * OUTER;
            if (from == outer && from > 0) {
                int rows = Math.min(OUTER, n - from);
                LargeMatrices.subtract(product, rows, from, n - from, l, lo + from, 1, n, l, lo + from, n, l, block, n);
            }
            int above = lo + outer * n + from;
            product.apply(to - from, from - outer, n - from, l, above, 1, n, l, above, n, l, block, n);
            for (int j = from; j < to; j++) {
                int at = lo + j * n + j;
                int four = j - (j - from) % FOUR;
                if (four == j) {
                    int rows = Math.min(FOUR, to - j);
                    product.apply(rows, j - from, n - j, l, lo + from * n + j, 1, n, l, lo + from * n + j, n, l, at, n);
                }
                product.apply(1, j - four, n - j, l, lo + four * n + j, 1, n, l, lo + four * n + j, n, l, at, n);
                double pivot = l[at];
                if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                    return false;
                }
                double diagonal = Math.sqrt(pivot);
                divide(diagonal, l, at, n - j);
                l[at] = diagonal;
            }
        }
        return true;
    }

    /** Moves the upper triangle to the lower one, block by block, so that both sides stay in cache, and leaves zeros. */
    private static void turn(int n, double[] l, int lo) {
        for (int rows = 0; rows < n; rows += BLOCK) {
            int end = Math.min(rows + BLOCK, n);
            for (int columns = 0; columns <= rows; columns += BLOCK) {
                for (int i = rows; i < end; i++) {
                    int last = Math.min(columns + BLOCK, i);
                    for (int j = columns; j < last; j++) {
                        l[lo + i * n + j] = l[lo + j * n + i];
                        l[lo + j * n + i] = 0;
                    }
                }
            }
        }
    }

    /**
     * Murray (2016), "Differentiation of the Cholesky decomposition", arXiv 1602.07527, the blocked reverse mode: for the
     * block of rows R, D with B, C below it, from the last to the first,
     *
     * <pre>
     *   C̄ ← C̄ D⁻¹,  B̄ −= C̄ R,  D̄ −= C̄ᵀ C,  D̄ ← the same for D alone,  R̄ −= C̄ᵀ B + (D̄ + D̄ᵀ) R
     * </pre>
     */
    public static void choleskyDerivative(
            SubtractProduct product,
            int n,
            double[] l,
            int lo,
            double[] g,
            int go,
            double[] out,
            int oo,
            double[] scratch) {
        if (g != out || go != oo) {
            System.arraycopy(g, go, out, oo, n * n);
        }
        if (n < LargeMatrices.LEAST) {
            smallCholeskyDerivative(product, n, l, lo, out, oo, scratch, 0);
        } else {
            LargeMatrices.choleskyDerivative(product, n, l, lo, out, oo, scratch);
        }
    }

    /** The same in place, with the scratch from {@code so} on. */
    static void smallCholeskyDerivative(
            SubtractProduct product, int n, double[] l, int lo, double[] out, int oo, double[] scratch, int so) {
        for (int to = n; to > 0; to = (to - 1) / BLOCK * BLOCK) {
            int from = (to - 1) / BLOCK * BLOCK;
            int size = to - from;
            int below = n - to;
            int diagonal = from * n + from;
            int c = to * n + from;
            int t = so + BLOCK * BLOCK;
            for (int i = 0; i < below; i++) {
                for (int q = 0; q < size; q++) {
                    scratch[t + q * below + i] = out[oo + c + i * n + q];
                }
            }
            for (int q = size - 1; q >= 0; q--) { // C̄ ← C̄ D⁻¹, transposed
                int row = t + q * below;
                int next = lo + diagonal + (q + 1) * n + q;
                product.apply(1, size - 1 - q, below, l, next, 1, n, scratch, row + below, below, scratch, row, below);
                divide(l[lo + diagonal + q * n + q], scratch, row, below);
            }
            for (int i = 0; i < below; i++) {
                for (int q = 0; q < size; q++) {
                    out[oo + c + i * n + q] = scratch[t + q * below + i];
                }
            }
            product.apply(below, size, from, scratch, t, 1, below, l, lo + from * n, n, out, oo + to * n, n);
            product.apply(size, below, size, scratch, t, below, 1, l, lo + c, n, out, oo + diagonal, n);
            one(size, n, l, lo + diagonal, out, oo + diagonal);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double v = out[oo + diagonal + i * n + j];
                    scratch[so + i * BLOCK + j] = i == j ? 2 * v : v;
                    scratch[so + j * BLOCK + i] = scratch[so + i * BLOCK + j];
                }
            }
            product.apply(size, below, from, scratch, t, below, 1, l, lo + to * n, n, out, oo + from * n, n);
            product.apply(size, size, from, scratch, so, BLOCK, 1, l, lo + from * n, n, out, oo + from * n, n);
        }
        symmetrize(n, out, oo);
    }

    /** Halves what is below the diagonal and mirrors it. */
    static void symmetrize(int n, double[] out, int oo) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double half = 0.5 * out[oo + i * n + j];
                out[oo + i * n + j] = half;
                out[oo + j * n + i] = half;
            }
        }
    }

    /** The derivative within one block, column by column. */
    private static void one(int size, int n, double[] l, int lo, double[] out, int oo) {
        for (int j = size - 1; j >= 0; j--) {
            double d = l[lo + j * n + j];
            double sum = out[oo + j * n + j];
            for (int i = j + 1; i < size; i++) {
                double c = out[oo + i * n + j] / d;
                out[oo + i * n + j] = c;
                sum = Math.fma(-c, l[lo + i * n + j], sum);
            }
            double half = sum / (2 * d);
            out[oo + j * n + j] = half;
            for (int i = j + 1; i < size; i++) {
                double c = out[oo + i * n + j];
                for (int p = 0; p < j; p++) {
                    out[oo + i * n + p] = Math.fma(-c, l[lo + j * n + p], out[oo + i * n + p]);
                    out[oo + j * n + p] = Math.fma(-c, l[lo + i * n + p], out[oo + j * n + p]);
                }
            }
            for (int p = 0; p < j; p++) {
                out[oo + j * n + p] = Math.fma(-2 * half, l[lo + j * n + p], out[oo + j * n + p]);
            }
        }
    }

    /** Solves L·X = B, every number by subtracting its products in the order of the rows of X. */
    public static void solveLower(
            SubtractProduct product, int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (b != x || bo != xo) {
            System.arraycopy(b, bo, x, xo, n * m);
        }
        DenseFactors library = LargeMatrices.factors((long) n * n * m / 2);
        if (library != null) {
            library.solve(false, n, m, l, lo, x, xo);
            return;
        }
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(from + BLOCK, n);
            int block = xo + from * m;
            int outer = from / OUTER * OUTER;
            if (from == outer && from > 0) {
                LargeMatrices.subtract(
                        product, Math.min(OUTER, n - from), from, m, l, lo + from * n, n, 1, x, xo, m, x, block, m);
            }
            int first = xo + outer * m;
            product.apply(to - from, from - outer, m, l, lo + from * n + outer, n, 1, x, first, m, x, block, m);
            for (int i = from; i < to; i++) {
                int row = lo + i * n;
                product.apply(1, i - from, m, l, row + from, n, 1, x, block, m, x, xo + i * m, m);
                divide(l[row + i], x, xo + i * m, m);
            }
        }
    }

    /** Solves Lᵀ·X = B, every number by subtracting its products in the order of the rows of X from the last on. */
    public static void solveLowerTransposed(
            SubtractProduct product, int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (b != x || bo != xo) {
            System.arraycopy(b, bo, x, xo, n * m);
        }
        DenseFactors library = LargeMatrices.factors((long) n * n * m / 2);
        if (library != null) {
            library.solve(true, n, m, l, lo, x, xo);
            return;
        }
        int end = n;
        for (int to = n; to > 0; to = (to - 1) / BLOCK * BLOCK) {
            int from = (to - 1) / BLOCK * BLOCK;
            if (to % OUTER == 0 && to < n) {
                int begin = to - OUTER;
                int below = lo + (n - 1) * n + begin;
                LargeMatrices.subtract(
                        product, OUTER, n - to, m, l, below, 1, -n, x, xo + (n - 1) * m, -m, x, xo + begin * m, m);
                end = to;
            }
            int lastOfL = lo + (end - 1) * n + from;
            int lastOfX = xo + (end - 1) * m;
            product.apply(to - from, end - to, m, l, lastOfL, 1, -n, x, lastOfX, -m, x, xo + from * m, m);
            int block = lo + (to - 1) * n;
            for (int i = to - 1; i >= from; i--) {
                product.apply(1, to - 1 - i, m, l, block + i, 1, -n, x, xo + (to - 1) * m, -m, x, xo + i * m, m);
                divide(l[lo + i * n + i], x, xo + i * m, m);
            }
        }
    }

    static void divide(double divisor, double[] x, int at, int m) {
        for (int j = 0; j < m; j++) {
            x[at + j] /= divisor;
        }
    }
}
