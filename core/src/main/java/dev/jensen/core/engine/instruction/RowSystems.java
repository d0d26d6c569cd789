package dev.jensen.core.engine.instruction;

import java.util.Arrays;

/**
 * Cholesky factors, their derivatives and triangular systems of a small matrix on each row of a plate. Elements lie in planes
 * of rows, so that every step of the textbook algorithm is one loop over the rows of a tile. Plain and vector kernels share
 * these loops, which the JIT compiler turns into vector code; every row is computed as if it were alone.
 */
public final class RowSystems {
    private RowSystems() {}

    /** Matrices of a tile: the array, where draw 0, element 0, row 0 lies, and the distances between draws and elements. */
    public record Planes(double[] array, Register register) {
        private int at(Position at, int draw) {
            return register.offset(at) + draw * register.drawStride();
        }

        private int step() {
            return register.elementStride();
        }
    }

    /** The lower Cholesky factors; all of a row's factor is NaN where its matrix is not positive definite. */
    public static final class Factorize extends Instruction {
        private final int draws;
        private final int rows;
        private final int n;
        private final Planes in;
        private final Planes out;

        /** Prepares the call over registers and their arrays. */
        public Factorize(int draws, int rows, int n, Planes in, Planes out) {
            this.draws = draws;
            this.rows = rows;
            this.n = n;
            this.in = in;
            this.out = out;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                cholesky(in.array(), in.at(at, draw), in.step(), out.array(), out.at(at, draw), out.step());
            }
        }

        private void cholesky(double[] a, int ao, int as, double[] l, int lo, int ls) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < j; i++) {
                    Arrays.fill(l, lo + (i * n + j) * ls, lo + (i * n + j) * ls + rows, 0);
                }
                for (int i = j; i < n; i++) {
                    int to = lo + (i * n + j) * ls;
                    System.arraycopy(a, ao + (i * n + j) * as, l, to, rows);
                    for (int p = 0; p < j; p++) {
                        subtractProduct(l, lo + (i * n + p) * ls, l, lo + (j * n + p) * ls, l, to, rows);
                    }
                    if (i == j) {
                        pivots(l, to, rows);
                    } else {
                        divide(l, lo + (j * n + j) * ls, l, to, rows);
                    }
                }
            }
            int last = lo + (n * n - 1) * ls;
            for (int r = 0; r < rows; r++) {
                if (Double.isNaN(l[last + r])) {
                    for (int e = 0; e < n * n; e++) {
                        l[lo + e * ls + r] = Double.NaN;
                    }
                }
            }
        }

        /** Roots; a pivot that is not positive makes all that follow NaN, the last one too. */
        private static void pivots(double[] l, int at, int rows) {
            for (int r = 0; r < rows; r++) {
                double pivot = l[at + r];
                l[at + r] = pivot > 0 && pivot < Double.POSITIVE_INFINITY ? Math.sqrt(pivot) : Double.NaN;
            }
        }
    }

    /** What each row's matrix receives from the adjoint of its factor: Murray (2016), arXiv 1602.07527, unblocked. */
    public static final class FactorDerivative extends Instruction {
        private final int draws;
        private final int rows;
        private final int n;
        private final Planes factor;
        private final Planes adjoint;
        private final Planes out;
        private final double[] sum;

        /** Prepares the call over registers and their arrays. */
        public FactorDerivative(int draws, int rows, int n, Planes factor, Planes adjoint, Planes out) {
            this.draws = draws;
            this.rows = rows;
            this.n = n;
            this.factor = factor;
            this.adjoint = adjoint;
            this.out = out;
            this.sum = new double[rows];
        }

        @Override
        public void run(Position at) {
            double[] l = factor.array();
            double[] o = out.array();
            int ls = factor.step();
            int os = out.step();
            for (int draw = 0; draw < draws; draw++) {
                int lo = factor.at(at, draw);
                int oo = out.at(at, draw);
                int go = adjoint.at(at, draw);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        int e = i * n + j;
                        System.arraycopy(adjoint.array(), go + e * adjoint.step(), o, oo + e * os, rows);
                    }
                }
                for (int j = n - 1; j >= 0; j--) {
                    column(j, l, lo, ls, o, oo, os);
                }
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < i; j++) {
                        halve(o, oo + (i * n + j) * os, oo + (j * n + i) * os);
                    }
                }
            }
        }

        private void column(int j, double[] l, int lo, int ls, double[] o, int oo, int os) {
            int pivot = lo + j * (n + 1) * ls;
            int diagonal = oo + j * (n + 1) * os;
            System.arraycopy(o, diagonal, sum, 0, rows);
            for (int i = j + 1; i < n; i++) {
                int c = oo + (i * n + j) * os;
                divide(l, pivot, o, c, rows);
                subtractProduct(o, c, l, lo + (i * n + j) * ls, sum, 0, rows);
            }
            for (int r = 0; r < rows; r++) {
                o[diagonal + r] = sum[r] / (2 * l[pivot + r]);
                sum[r] = 2 * o[diagonal + r];
            }
            for (int p = 0; p < j; p++) {
                int toRow = oo + (j * n + p) * os;
                for (int i = j + 1; i < n; i++) {
                    int c = oo + (i * n + j) * os;
                    subtractProduct(o, c, l, lo + (j * n + p) * ls, o, oo + (i * n + p) * os, rows);
                    subtractProduct(o, c, l, lo + (i * n + p) * ls, o, toRow, rows);
                }
                subtractProduct(sum, 0, l, lo + (j * n + p) * ls, o, toRow, rows);
            }
        }

        private void halve(double[] o, int lower, int upper) {
            for (int r = 0; r < rows; r++) {
                double half = 0.5 * o[lower + r];
                o[lower + r] = half;
                o[upper + r] = half;
            }
        }
    }

    /** The solutions of L X = B, or of Lᵀ X = B. */
    public static final class Solve extends Instruction {
        private final boolean transposed;
        private final int draws;
        private final int rows;
        private final int n;
        private final int m;
        private final Planes factor;
        private final Planes right;
        private final Planes out;

        /** Prepares the call over registers and their arrays. */
        public Solve(boolean transposed, int draws, int rows, int n, int m, Planes factor, Planes right, Planes out) {
            this.transposed = transposed;
            this.draws = draws;
            this.rows = rows;
            this.n = n;
            this.m = m;
            this.factor = factor;
            this.right = right;
            this.out = out;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int lo = factor.at(at, draw);
                int bo = right.at(at, draw);
                int xo = out.at(at, draw);
                for (int step = 0; step < n; step++) {
                    int i = transposed ? n - 1 - step : step;
                    for (int k = 0; k < m; k++) {
                        solve(i, k, lo, bo, xo);
                    }
                }
            }
        }

        private void solve(int i, int k, int lo, int bo, int xo) {
            double[] l = factor.array();
            double[] x = out.array();
            int to = xo + (i * m + k) * out.step();
            System.arraycopy(right.array(), bo + (i * m + k) * right.step(), x, to, rows);
            int first = transposed ? i + 1 : 0;
            int end = transposed ? n : i;
            for (int p = first; p < end; p++) {
                int element = transposed ? p * n + i : i * n + p;
                int known = xo + (p * m + k) * out.step();
                subtractProduct(l, lo + element * factor.step(), x, known, x, to, rows);
            }
            divide(l, lo + i * (n + 1) * factor.step(), x, to, rows);
        }
    }

    /** c −= a·b, row by row. */
    private static void subtractProduct(double[] a, int ao, double[] b, int bo, double[] c, int co, int rows) {
        for (int r = 0; r < rows; r++) {
            c[co + r] = Math.fma(-a[ao + r], b[bo + r], c[co + r]);
        }
    }

    /** c /= a, row by row. */
    private static void divide(double[] a, int ao, double[] c, int co, int rows) {
        for (int r = 0; r < rows; r++) {
            c[co + r] /= a[ao + r];
        }
    }
}
