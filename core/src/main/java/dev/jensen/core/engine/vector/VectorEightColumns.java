package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;

/**
 * Sums over rows of eight columns that lie in strips, for one draw, on vectors of eight lanes. A strip of them is one piece of
 * memory, which comes from the second-level cache as fast as it gives.
 */
final class VectorEightColumns {
    static final int COLUMNS = 8;

    private VectorEightColumns() {}

    static boolean takes(int xStrip, int q, int rows) {
        return q == 1 && 4 * LANES == STRIP && xStrip != STRIP && rows % STRIP == 0;
    }

    static void oneDraw(
            double[] x,
            int xo,
            int xStrip,
            double[] g,
            int go,
            int rows,
            double[] acc,
            int ao,
            int akStride,
            double[] scratch) {
        DoubleVector s0 = broadcast(DOUBLES, 0.0);
        DoubleVector s1 = broadcast(DOUBLES, 0.0);
        DoubleVector s2 = broadcast(DOUBLES, 0.0);
        DoubleVector s3 = broadcast(DOUBLES, 0.0);
        DoubleVector s4 = broadcast(DOUBLES, 0.0);
        DoubleVector s5 = broadcast(DOUBLES, 0.0);
        DoubleVector s6 = broadcast(DOUBLES, 0.0);
        DoubleVector s7 = broadcast(DOUBLES, 0.0);
        int at = xo;
        for (int t = go; t < go + rows; t += STRIP) {
            DoubleVector g0 = fromArray(DOUBLES, g, t);
            DoubleVector g1 = fromArray(DOUBLES, g, t + LANES);
            DoubleVector g2 = fromArray(DOUBLES, g, t + 2 * LANES);
            DoubleVector g3 = fromArray(DOUBLES, g, t + 3 * LANES);
            s0 = g0.fma(fromArray(DOUBLES, x, at), s0);
            s0 = g1.fma(fromArray(DOUBLES, x, at + LANES), s0);
            s0 = g2.fma(fromArray(DOUBLES, x, at + 2 * LANES), s0);
            s0 = g3.fma(fromArray(DOUBLES, x, at + 3 * LANES), s0);
            s1 = g0.fma(fromArray(DOUBLES, x, at + STRIP), s1);
            s1 = g1.fma(fromArray(DOUBLES, x, at + STRIP + LANES), s1);
            s1 = g2.fma(fromArray(DOUBLES, x, at + STRIP + 2 * LANES), s1);
            s1 = g3.fma(fromArray(DOUBLES, x, at + STRIP + 3 * LANES), s1);
            s2 = g0.fma(fromArray(DOUBLES, x, at + 2 * STRIP), s2);
            s2 = g1.fma(fromArray(DOUBLES, x, at + 2 * STRIP + LANES), s2);
            s2 = g2.fma(fromArray(DOUBLES, x, at + 2 * STRIP + 2 * LANES), s2);
            s2 = g3.fma(fromArray(DOUBLES, x, at + 2 * STRIP + 3 * LANES), s2);
            s3 = g0.fma(fromArray(DOUBLES, x, at + 3 * STRIP), s3);
            s3 = g1.fma(fromArray(DOUBLES, x, at + 3 * STRIP + LANES), s3);
            s3 = g2.fma(fromArray(DOUBLES, x, at + 3 * STRIP + 2 * LANES), s3);
            s3 = g3.fma(fromArray(DOUBLES, x, at + 3 * STRIP + 3 * LANES), s3);
            s4 = g0.fma(fromArray(DOUBLES, x, at + 4 * STRIP), s4);
            s4 = g1.fma(fromArray(DOUBLES, x, at + 4 * STRIP + LANES), s4);
            s4 = g2.fma(fromArray(DOUBLES, x, at + 4 * STRIP + 2 * LANES), s4);
            s4 = g3.fma(fromArray(DOUBLES, x, at + 4 * STRIP + 3 * LANES), s4);
            s5 = g0.fma(fromArray(DOUBLES, x, at + 5 * STRIP), s5);
            s5 = g1.fma(fromArray(DOUBLES, x, at + 5 * STRIP + LANES), s5);
            s5 = g2.fma(fromArray(DOUBLES, x, at + 5 * STRIP + 2 * LANES), s5);
            s5 = g3.fma(fromArray(DOUBLES, x, at + 5 * STRIP + 3 * LANES), s5);
            s6 = g0.fma(fromArray(DOUBLES, x, at + 6 * STRIP), s6);
            s6 = g1.fma(fromArray(DOUBLES, x, at + 6 * STRIP + LANES), s6);
            s6 = g2.fma(fromArray(DOUBLES, x, at + 6 * STRIP + 2 * LANES), s6);
            s6 = g3.fma(fromArray(DOUBLES, x, at + 6 * STRIP + 3 * LANES), s6);
            s7 = g0.fma(fromArray(DOUBLES, x, at + 7 * STRIP), s7);
            s7 = g1.fma(fromArray(DOUBLES, x, at + 7 * STRIP + LANES), s7);
            s7 = g2.fma(fromArray(DOUBLES, x, at + 7 * STRIP + 2 * LANES), s7);
            s7 = g3.fma(fromArray(DOUBLES, x, at + 7 * STRIP + 3 * LANES), s7);
            at += xStrip;
        }
        s0.intoArray(scratch, 0);
        s1.intoArray(scratch, LANES);
        s2.intoArray(scratch, 2 * LANES);
        s3.intoArray(scratch, 3 * LANES);
        s4.intoArray(scratch, 4 * LANES);
        s5.intoArray(scratch, 5 * LANES);
        s6.intoArray(scratch, 6 * LANES);
        s7.intoArray(scratch, 7 * LANES);
        for (int c = 0; c < COLUMNS; c++) {
            acc[ao + c * akStride] += VectorReduceRows.lanes(scratch, c * LANES);
        }
    }
}
