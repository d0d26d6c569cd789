package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.kernel.TriangularAlgebra;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link TriangularAlgebra.SubtractProduct} on vectors: blocks of four rows by two vectors stay in registers while the
 * products are added to their negatives, which is the same and negates each number twice instead of every factor once. What
 * lies behind the last column is read and written back unchanged.
 */
final class VectorSubtractProduct {
    private VectorSubtractProduct() {}

    static void apply(
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
        int i = 0;
        for (; i <= m - 4; i += 4) {
            fourRows(k, n, a, ao + i * aRow, aRow, aCol, b, bo, bRow, c, co + i * cRow, cRow);
        }
        for (; i < m; i++) {
            oneRow(k, n, a, ao + i * aRow, aCol, b, bo, bRow, c, co + i * cRow);
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
            fourByTwo(k, a, ao, aRow, aCol, b, bo + j, bRow, c, co + j, cRow);
        }
        for (; j < n; j += LANES) {
            fourByOne(k, n - j, a, ao, aRow, aCol, b, bo + j, bRow, c, co + j, cRow);
        }
    }

    private static void fourByTwo(
            int k, double[] a, int ao, int aRow, int aCol, double[] b, int bo, int bRow, double[] c, int co, int cRow) {
        int c1 = co + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        DoubleVector s00 = fromArray(DOUBLES, c, co).neg();
        DoubleVector s01 = fromArray(DOUBLES, c, co + LANES).neg();
        DoubleVector s10 = fromArray(DOUBLES, c, c1).neg();
        DoubleVector s11 = fromArray(DOUBLES, c, c1 + LANES).neg();
        DoubleVector s20 = fromArray(DOUBLES, c, c2).neg();
        DoubleVector s21 = fromArray(DOUBLES, c, c2 + LANES).neg();
        DoubleVector s30 = fromArray(DOUBLES, c, c3).neg();
        DoubleVector s31 = fromArray(DOUBLES, c, c3 + LANES).neg();
        int aAt = ao;
        int bAt = bo;
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
        s00.neg().intoArray(c, co);
        s01.neg().intoArray(c, co + LANES);
        s10.neg().intoArray(c, c1);
        s11.neg().intoArray(c, c1 + LANES);
        s20.neg().intoArray(c, c2);
        s21.neg().intoArray(c, c2 + LANES);
        s30.neg().intoArray(c, c3);
        s31.neg().intoArray(c, c3 + LANES);
    }

    private static void fourByOne(
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
        VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) n);
        int c1 = co + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        DoubleVector s0 = fromArray(DOUBLES, c, co).neg();
        DoubleVector s1 = fromArray(DOUBLES, c, c1).neg();
        DoubleVector s2 = fromArray(DOUBLES, c, c2).neg();
        DoubleVector s3 = fromArray(DOUBLES, c, c3).neg();
        int aAt = ao;
        int bAt = bo;
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = fromArray(DOUBLES, b, bAt);
            s0 = b0.fma(broadcast(DOUBLES, a[aAt]), s0);
            s1 = b0.fma(broadcast(DOUBLES, a[aAt + aRow]), s1);
            s2 = b0.fma(broadcast(DOUBLES, a[aAt + 2 * aRow]), s2);
            s3 = b0.fma(broadcast(DOUBLES, a[aAt + 3 * aRow]), s3);
            aAt += aCol;
            bAt += bRow;
        }
        fromArray(DOUBLES, c, co).blend(s0.neg(), inside).intoArray(c, co);
        fromArray(DOUBLES, c, c1).blend(s1.neg(), inside).intoArray(c, c1);
        fromArray(DOUBLES, c, c2).blend(s2.neg(), inside).intoArray(c, c2);
        fromArray(DOUBLES, c, c3).blend(s3.neg(), inside).intoArray(c, c3);
    }

    private static void oneRow(
            int k, int n, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
        int j = 0;
        for (; j <= n - 4 * LANES; j += 4 * LANES) {
            DoubleVector s0 = fromArray(DOUBLES, c, co + j).neg();
            DoubleVector s1 = fromArray(DOUBLES, c, co + j + LANES).neg();
            DoubleVector s2 = fromArray(DOUBLES, c, co + j + 2 * LANES).neg();
            DoubleVector s3 = fromArray(DOUBLES, c, co + j + 3 * LANES).neg();
            int aAt = ao;
            int bAt = bo + j;
            for (int p = 0; p < k; p++) {
                DoubleVector a0 = broadcast(DOUBLES, a[aAt]);
                s0 = fromArray(DOUBLES, b, bAt).fma(a0, s0);
                s1 = fromArray(DOUBLES, b, bAt + LANES).fma(a0, s1);
                s2 = fromArray(DOUBLES, b, bAt + 2 * LANES).fma(a0, s2);
                s3 = fromArray(DOUBLES, b, bAt + 3 * LANES).fma(a0, s3);
                aAt += aCol;
                bAt += bRow;
            }
            s0.neg().intoArray(c, co + j);
            s1.neg().intoArray(c, co + j + LANES);
            s2.neg().intoArray(c, co + j + 2 * LANES);
            s3.neg().intoArray(c, co + j + 3 * LANES);
        }
        for (; j < n; j += LANES) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - j));
            DoubleVector s = fromArray(DOUBLES, c, co + j).neg();
            int aAt = ao;
            int bAt = bo + j;
            for (int p = 0; p < k; p++) {
                s = fromArray(DOUBLES, b, bAt).fma(broadcast(DOUBLES, a[aAt]), s);
                aAt += aCol;
                bAt += bRow;
            }
            fromArray(DOUBLES, c, co + j).blend(s.neg(), inside).intoArray(c, co + j);
        }
    }
}
