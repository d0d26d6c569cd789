package dev.jensen.core.engine;

import static dev.jensen.core.engine.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.VectorLanes.LANES;
import static dev.jensen.core.engine.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link DenseAlgebra} on vectors. Rows are shorter than whole vectors at their end, where the next row begins; what is
 * there is read and written back unchanged. Matrices too narrow for a vector go to the plain loops.
 */
final class VectorDenseAlgebra {
    private VectorDenseAlgebra() {}

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
        if (bCol == 1 && n >= LANES / 2) {
            int i = 0;
            for (; i <= m - 4; i += 4) {
                fourRows(k, n, a, ao + i * aRow, aRow, aCol, b, bo, bRow, c, co + i * cRow, cRow);
            }
            for (; i < m; i++) {
                oneRow(k, n, a, ao + i * aRow, aCol, b, bo, bRow, c, co + i * cRow);
            }
        } else if (bCol != 1 && bRow == 1 && aCol == 1 && k >= DenseAlgebra.DOT_LENGTH) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    c[co + i * cRow + j] = VectorReductions.dot(a, ao + i * aRow, b, bo + j * bCol, k);
                }
            }
        } else {
            DenseAlgebra.matMul(m, k, n, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    private static void fourRows(
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
        int j = 0;
        for (; j <= n - 2 * LANES; j += 2 * LANES) {
            DoubleVector s00 = broadcast(DOUBLES, 0.0);
            DoubleVector s01 = broadcast(DOUBLES, 0.0);
            DoubleVector s10 = broadcast(DOUBLES, 0.0);
            DoubleVector s11 = broadcast(DOUBLES, 0.0);
            DoubleVector s20 = broadcast(DOUBLES, 0.0);
            DoubleVector s21 = broadcast(DOUBLES, 0.0);
            DoubleVector s30 = broadcast(DOUBLES, 0.0);
            DoubleVector s31 = broadcast(DOUBLES, 0.0);
            int aAt = ao;
            int bAt = bo + j;
            for (int p = 0; p < k; p++) {
                DoubleVector b0 = fromArray(DOUBLES, b, bAt);
                DoubleVector b1 = fromArray(DOUBLES, b, bAt + LANES);
                DoubleVector a0 = broadcast(DOUBLES, a[aAt]);
                s00 = b0.fma(a0, s00);
                s01 = b1.fma(a0, s01);
                DoubleVector a1 = broadcast(DOUBLES, a[aAt + aRow]);
                s10 = b0.fma(a1, s10);
                s11 = b1.fma(a1, s11);
                DoubleVector a2 = broadcast(DOUBLES, a[aAt + 2 * aRow]);
                s20 = b0.fma(a2, s20);
                s21 = b1.fma(a2, s21);
                DoubleVector a3 = broadcast(DOUBLES, a[aAt + 3 * aRow]);
                s30 = b0.fma(a3, s30);
                s31 = b1.fma(a3, s31);
                aAt += aCol;
                bAt += bRow;
            }
            s00.intoArray(c, co + j);
            s01.intoArray(c, co + j + LANES);
            s10.intoArray(c, co + cRow + j);
            s11.intoArray(c, co + cRow + j + LANES);
            s20.intoArray(c, co + 2 * cRow + j);
            s21.intoArray(c, co + 2 * cRow + j + LANES);
            s30.intoArray(c, co + 3 * cRow + j);
            s31.intoArray(c, co + 3 * cRow + j + LANES);
        }
        for (; j < n; j += LANES) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - j));
            DoubleVector s0 = broadcast(DOUBLES, 0.0);
            DoubleVector s1 = broadcast(DOUBLES, 0.0);
            DoubleVector s2 = broadcast(DOUBLES, 0.0);
            DoubleVector s3 = broadcast(DOUBLES, 0.0);
            int aAt = ao;
            int bAt = bo + j;
            for (int p = 0; p < k; p++) {
                DoubleVector b0 = fromArray(DOUBLES, b, bAt);
                s0 = b0.fma(broadcast(DOUBLES, a[aAt]), s0);
                s1 = b0.fma(broadcast(DOUBLES, a[aAt + aRow]), s1);
                s2 = b0.fma(broadcast(DOUBLES, a[aAt + 2 * aRow]), s2);
                s3 = b0.fma(broadcast(DOUBLES, a[aAt + 3 * aRow]), s3);
                aAt += aCol;
                bAt += bRow;
            }
            fromArray(DOUBLES, c, co + j).blend(s0, inside).intoArray(c, co + j);
            fromArray(DOUBLES, c, co + cRow + j).blend(s1, inside).intoArray(c, co + cRow + j);
            fromArray(DOUBLES, c, co + 2 * cRow + j).blend(s2, inside).intoArray(c, co + 2 * cRow + j);
            fromArray(DOUBLES, c, co + 3 * cRow + j).blend(s3, inside).intoArray(c, co + 3 * cRow + j);
        }
    }

    private static void oneRow(
            int k, int n, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
        for (int j = 0; j < n; j += LANES) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - j));
            DoubleVector s = broadcast(DOUBLES, 0.0);
            int aAt = ao;
            int bAt = bo + j;
            for (int p = 0; p < k; p++) {
                s = fromArray(DOUBLES, b, bAt).fma(broadcast(DOUBLES, a[aAt]), s);
                aAt += aCol;
                bAt += bRow;
            }
            fromArray(DOUBLES, c, co + j).blend(s, inside).intoArray(c, co + j);
        }
    }

    /**
     * The factor is built as U = Lᵀ, row by row, in the upper triangle of {@code l}, because there the inner loop runs
     * along rows: U[j][i] = (A[i][j] − Σ U[p][j]·U[p][i]) / U[j][j]. Then it is mirrored.
     */
    static boolean cholesky(int n, double[] a, int ao, double[] l, int lo) {
        if (n < 2 * LANES) {
            return DenseAlgebra.cholesky(n, a, ao, l, lo);
        }
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                l[lo + j * n + i] = a[ao + i * n + j];
            }
        }
        for (int j = 0; j < n; j++) {
            int row = lo + j * n;
            eliminate(j, n, l, lo);
            double pivot = l[row + j];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                Arrays.fill(l, lo, lo + n * n, Double.NaN);
                return false;
            }
            double diagonal = Math.sqrt(pivot);
            for (int i = j; i < n; i += LANES) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                fromArray(DOUBLES, l, row + i)
                        .blend(fromArray(DOUBLES, l, row + i).div(diagonal), inside)
                        .intoArray(l, row + i);
            }
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

    /** Subtracts from row j of U, from its diagonal on, what the rows above contribute. */
    private static void eliminate(int j, int n, double[] l, int lo) {
        int row = lo + j * n;
        int i = j;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            DoubleVector s0 = fromArray(DOUBLES, l, row + i);
            DoubleVector s1 = fromArray(DOUBLES, l, row + i + LANES);
            DoubleVector s2 = fromArray(DOUBLES, l, row + i + 2 * LANES);
            DoubleVector s3 = fromArray(DOUBLES, l, row + i + 3 * LANES);
            int at = lo;
            for (int p = 0; p < j; p++) {
                DoubleVector factor = broadcast(DOUBLES, -l[at + j]);
                s0 = fromArray(DOUBLES, l, at + i).fma(factor, s0);
                s1 = fromArray(DOUBLES, l, at + i + LANES).fma(factor, s1);
                s2 = fromArray(DOUBLES, l, at + i + 2 * LANES).fma(factor, s2);
                s3 = fromArray(DOUBLES, l, at + i + 3 * LANES).fma(factor, s3);
                at += n;
            }
            s0.intoArray(l, row + i);
            s1.intoArray(l, row + i + LANES);
            s2.intoArray(l, row + i + 2 * LANES);
            s3.intoArray(l, row + i + 3 * LANES);
        }
        for (; i < n; i += LANES) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
            DoubleVector s = fromArray(DOUBLES, l, row + i);
            int at = lo;
            for (int p = 0; p < j; p++) {
                s = fromArray(DOUBLES, l, at + i).fma(broadcast(DOUBLES, -l[at + j]), s);
                at += n;
            }
            fromArray(DOUBLES, l, row + i).blend(s, inside).intoArray(l, row + i);
        }
    }

    static void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (m < LANES) {
            if (m == 1) {
                solveLowerForOne(n, l, lo, b, bo, x, xo);
            } else {
                DenseAlgebra.solveLower(n, m, l, lo, b, bo, x, xo);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            int row = lo + i * n;
            double diagonal = l[row + i];
            int j = 0;
            for (; j <= m - 4 * LANES; j += 4 * LANES) {
                int from = bo + i * m + j;
                DoubleVector s0 = fromArray(DOUBLES, b, from);
                DoubleVector s1 = fromArray(DOUBLES, b, from + LANES);
                DoubleVector s2 = fromArray(DOUBLES, b, from + 2 * LANES);
                DoubleVector s3 = fromArray(DOUBLES, b, from + 3 * LANES);
                int at = xo + j;
                for (int p = 0; p < i; p++) {
                    DoubleVector factor = broadcast(DOUBLES, -l[row + p]);
                    s0 = fromArray(DOUBLES, x, at).fma(factor, s0);
                    s1 = fromArray(DOUBLES, x, at + LANES).fma(factor, s1);
                    s2 = fromArray(DOUBLES, x, at + 2 * LANES).fma(factor, s2);
                    s3 = fromArray(DOUBLES, x, at + 3 * LANES).fma(factor, s3);
                    at += m;
                }
                int to = xo + i * m + j;
                s0.div(diagonal).intoArray(x, to);
                s1.div(diagonal).intoArray(x, to + LANES);
                s2.div(diagonal).intoArray(x, to + 2 * LANES);
                s3.div(diagonal).intoArray(x, to + 3 * LANES);
            }
            for (; j < m; j += LANES) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (m - j));
                DoubleVector s = fromArray(DOUBLES, b, bo + i * m + j);
                int at = xo + j;
                for (int p = 0; p < i; p++) {
                    s = fromArray(DOUBLES, x, at).fma(broadcast(DOUBLES, -l[row + p]), s);
                    at += m;
                }
                fromArray(DOUBLES, x, xo + i * m + j)
                        .blend(s.div(diagonal), inside)
                        .intoArray(x, xo + i * m + j);
            }
        }
    }

    /** One right-hand side: row i of L against the solution so far. */
    private static void solveLowerForOne(int n, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        for (int i = 0; i < n; i++) {
            double rest = b[bo + i] - VectorReductions.dot(l, lo + i * n, x, xo, i);
            x[xo + i] = rest / l[lo + i * n + i];
        }
    }

    static void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (m < LANES) {
            if (m == 1) {
                solveLowerTransposedForOne(n, l, lo, b, bo, x, xo);
            } else {
                DenseAlgebra.solveLowerTransposed(n, m, l, lo, b, bo, x, xo);
            }
            return;
        }
        for (int i = n - 1; i >= 0; i--) {
            double diagonal = l[lo + i * n + i];
            int j = 0;
            for (; j <= m - 4 * LANES; j += 4 * LANES) {
                int from = bo + i * m + j;
                DoubleVector s0 = fromArray(DOUBLES, b, from);
                DoubleVector s1 = fromArray(DOUBLES, b, from + LANES);
                DoubleVector s2 = fromArray(DOUBLES, b, from + 2 * LANES);
                DoubleVector s3 = fromArray(DOUBLES, b, from + 3 * LANES);
                for (int p = n - 1; p > i; p--) {
                    DoubleVector factor = broadcast(DOUBLES, -l[lo + p * n + i]);
                    int at = xo + p * m + j;
                    s0 = fromArray(DOUBLES, x, at).fma(factor, s0);
                    s1 = fromArray(DOUBLES, x, at + LANES).fma(factor, s1);
                    s2 = fromArray(DOUBLES, x, at + 2 * LANES).fma(factor, s2);
                    s3 = fromArray(DOUBLES, x, at + 3 * LANES).fma(factor, s3);
                }
                int to = xo + i * m + j;
                s0.div(diagonal).intoArray(x, to);
                s1.div(diagonal).intoArray(x, to + LANES);
                s2.div(diagonal).intoArray(x, to + 2 * LANES);
                s3.div(diagonal).intoArray(x, to + 3 * LANES);
            }
            for (; j < m; j += LANES) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (m - j));
                DoubleVector s = fromArray(DOUBLES, b, bo + i * m + j);
                for (int p = n - 1; p > i; p--) {
                    s = fromArray(DOUBLES, x, xo + p * m + j).fma(broadcast(DOUBLES, -l[lo + p * n + i]), s);
                }
                fromArray(DOUBLES, x, xo + i * m + j)
                        .blend(s.div(diagonal), inside)
                        .intoArray(x, xo + i * m + j);
            }
        }
    }

    /** One right-hand side: each solved entry is taken out of the rest along row i of L. */
    private static void solveLowerTransposedForOne(int n, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (b != x || bo != xo) {
            System.arraycopy(b, bo, x, xo, n);
        }
        for (int i = n - 1; i >= 0; i--) {
            double solved = x[xo + i] / l[lo + i * n + i];
            x[xo + i] = solved;
            for (int p = 0; p < i; p += LANES) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (i - p));
                fromArray(DOUBLES, x, xo + p)
                        .blend(
                                fromArray(DOUBLES, l, lo + i * n + p)
                                        .fma(broadcast(DOUBLES, -solved), fromArray(DOUBLES, x, xo + p)),
                                inside)
                        .intoArray(x, xo + p);
            }
        }
    }
}
