package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;

/**
 * The product of a tile that lies in strips with the coefficients of ten draws, on vectors of eight lanes: each strip is read
 * once, and no faster than it comes from memory. The coefficients are copied first, draws next to each other, as ten offsets
 * would need more registers than there are.
 */
final class VectorTenDraws {
    static final int DRAWS = 10;

    /** Fewer columns do not pay for copying coefficients and for twenty sums that begin and end. */
    private static final int LEAST_COLUMNS = 16;

    private static final ThreadLocal<double[]> COPY = ThreadLocal.withInitial(() -> new double[0]);

    private VectorTenDraws() {}

    /** Whether a product of {@code k} columns, {@code q} draws and {@code n} rows begins with ten draws at once. */
    static boolean takes(int xStrip, int k, int q, int n) {
        return LANES == 8 && xStrip != STRIP && k >= LEAST_COLUMNS && q >= DRAWS && n % STRIP == 0;
    }

    static void project(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] b,
            int bo,
            int bqStride,
            int bkStride,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride,
            int n) {
        double[] copy = COPY.get();
        if (copy.length < k * DRAWS) {
            copy = new double[k * DRAWS];
            COPY.set(copy);
        }
        for (int c = 0; c < k; c++) {
            for (int d = 0; d < DRAWS; d++) {
                copy[c * DRAWS + d] = b[bo + d * bqStride + c * bkStride];
            }
        }
        int from = xo;
        for (int t = 0; t < n; t += STRIP) {
            strip(x, from, xStride, k, copy, start, so, sStride, out, oo + t, oqStride);
            from += xStrip;
        }
    }

    private static void strip(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s30 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s31 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s40 = broadcast(DOUBLES, start[so + 4 * sStride]);
        DoubleVector s41 = broadcast(DOUBLES, start[so + 4 * sStride]);
        DoubleVector s50 = broadcast(DOUBLES, start[so + 5 * sStride]);
        DoubleVector s51 = broadcast(DOUBLES, start[so + 5 * sStride]);
        DoubleVector s60 = broadcast(DOUBLES, start[so + 6 * sStride]);
        DoubleVector s61 = broadcast(DOUBLES, start[so + 6 * sStride]);
        DoubleVector s70 = broadcast(DOUBLES, start[so + 7 * sStride]);
        DoubleVector s71 = broadcast(DOUBLES, start[so + 7 * sStride]);
        DoubleVector s80 = broadcast(DOUBLES, start[so + 8 * sStride]);
        DoubleVector s81 = broadcast(DOUBLES, start[so + 8 * sStride]);
        DoubleVector s90 = broadcast(DOUBLES, start[so + 9 * sStride]);
        DoubleVector s91 = broadcast(DOUBLES, start[so + 9 * sStride]);
        int at = xo;
        int bAt = 0;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + 1]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            DoubleVector b3 = broadcast(DOUBLES, b[bAt + 3]);
            s30 = x0.fma(b3, s30);
            s31 = x1.fma(b3, s31);
            DoubleVector b4 = broadcast(DOUBLES, b[bAt + 4]);
            s40 = x0.fma(b4, s40);
            s41 = x1.fma(b4, s41);
            DoubleVector b5 = broadcast(DOUBLES, b[bAt + 5]);
            s50 = x0.fma(b5, s50);
            s51 = x1.fma(b5, s51);
            DoubleVector b6 = broadcast(DOUBLES, b[bAt + 6]);
            s60 = x0.fma(b6, s60);
            s61 = x1.fma(b6, s61);
            DoubleVector b7 = broadcast(DOUBLES, b[bAt + 7]);
            s70 = x0.fma(b7, s70);
            s71 = x1.fma(b7, s71);
            DoubleVector b8 = broadcast(DOUBLES, b[bAt + 8]);
            s80 = x0.fma(b8, s80);
            s81 = x1.fma(b8, s81);
            DoubleVector b9 = broadcast(DOUBLES, b[bAt + 9]);
            s90 = x0.fma(b9, s90);
            s91 = x1.fma(b9, s91);
            at += xStride;
            bAt += DRAWS;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + oqStride + LANES);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + 2 * oqStride + LANES);
        s30.intoArray(out, oo + 3 * oqStride);
        s31.intoArray(out, oo + 3 * oqStride + LANES);
        s40.intoArray(out, oo + 4 * oqStride);
        s41.intoArray(out, oo + 4 * oqStride + LANES);
        s50.intoArray(out, oo + 5 * oqStride);
        s51.intoArray(out, oo + 5 * oqStride + LANES);
        s60.intoArray(out, oo + 6 * oqStride);
        s61.intoArray(out, oo + 6 * oqStride + LANES);
        s70.intoArray(out, oo + 7 * oqStride);
        s71.intoArray(out, oo + 7 * oqStride + LANES);
        s80.intoArray(out, oo + 8 * oqStride);
        s81.intoArray(out, oo + 8 * oqStride + LANES);
        s90.intoArray(out, oo + 9 * oqStride);
        s91.intoArray(out, oo + 9 * oqStride + LANES);
    }
}
