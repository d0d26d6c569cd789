package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.kernel.TriangularAlgebra;
import dev.jensen.core.engine.plain.DenseAlgebra;
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
        if (DenseAlgebra.isDots(k, n, aCol, bRow, bCol)) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    c[co + i * cRow + j] = VectorReductions.dot(a, ao + i * aRow, b, bo + j * bCol, k);
                }
            }
        } else if (bCol == 1 && n >= LANES / 2) {
            int i = 0;
            for (; i <= m - 4; i += 4) {
                fourRows(k, n, a, ao + i * aRow, aRow, aCol, b, bo, bRow, c, co + i * cRow, cRow);
            }
            for (; i < m; i++) {
                oneRow(k, n, a, ao + i * aRow, aCol, b, bo, bRow, c, co + i * cRow);
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

    static void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        if (m == 1) {
            solveLowerForOne(n, l, lo, b, bo, x, xo);
        } else {
            TriangularAlgebra.solveLower(VectorSubtractProduct::apply, n, m, l, lo, b, bo, x, xo);
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
        if (m == 1) {
            solveLowerTransposedForOne(n, l, lo, b, bo, x, xo);
        } else {
            TriangularAlgebra.solveLowerTransposed(VectorSubtractProduct::apply, n, m, l, lo, b, bo, x, xo);
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
