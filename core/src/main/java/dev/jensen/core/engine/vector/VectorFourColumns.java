package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.kernel.Kernels.STRIP_BITS;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** The blocks of {@link VectorReduceRows} that are four columns wide, for one to four draws, on vectors of eight lanes. */
final class VectorFourColumns {
    private VectorFourColumns() {}

    /** Four draws. */
    static void fourDraws(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int gqStride,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        int beyond = xStrip - STRIP;
        int x1o = xo + xStride;
        int x2o = x1o + xStride;
        int x3o = x2o + xStride;
        int g1o = go + gqStride;
        int g2o = g1o + gqStride;
        int g3o = g2o + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s02 = broadcast(DOUBLES, 0.0);
        DoubleVector s03 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        DoubleVector s12 = broadcast(DOUBLES, 0.0);
        DoubleVector s13 = broadcast(DOUBLES, 0.0);
        DoubleVector s20 = broadcast(DOUBLES, 0.0);
        DoubleVector s21 = broadcast(DOUBLES, 0.0);
        DoubleVector s22 = broadcast(DOUBLES, 0.0);
        DoubleVector s23 = broadcast(DOUBLES, 0.0);
        DoubleVector s30 = broadcast(DOUBLES, 0.0);
        DoubleVector s31 = broadcast(DOUBLES, 0.0);
        DoubleVector s32 = broadcast(DOUBLES, 0.0);
        DoubleVector s33 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector x2 = fromArray(DOUBLES, x, x2o + at);
            DoubleVector x3 = fromArray(DOUBLES, x, x3o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
            DoubleVector g2 = fromArray(DOUBLES, g, g2o + t);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            s22 = x2.fma(g2, s22);
            s23 = x3.fma(g2, s23);
            DoubleVector g3 = fromArray(DOUBLES, g, g3o + t);
            s30 = x0.fma(g3, s30);
            s31 = x1.fma(g3, s31);
            s32 = x2.fma(g3, s32);
            s33 = x3.fma(g3, s33);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector x2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x2o + at), inside);
            DoubleVector x3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x3o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
            DoubleVector g2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g2o + t), inside);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            s22 = x2.fma(g2, s22);
            s23 = x3.fma(g2, s23);
            DoubleVector g3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g3o + t), inside);
            s30 = x0.fma(g3, s30);
            s31 = x1.fma(g3, s31);
            s32 = x2.fma(g3, s32);
            s33 = x3.fma(g3, s33);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s02.intoArray(scratch, 2 * LANES);
        s03.intoArray(scratch, 3 * LANES);
        s10.intoArray(scratch, 4 * LANES);
        s11.intoArray(scratch, 5 * LANES);
        s12.intoArray(scratch, 6 * LANES);
        s13.intoArray(scratch, 7 * LANES);
        s20.intoArray(scratch, 8 * LANES);
        s21.intoArray(scratch, 9 * LANES);
        s22.intoArray(scratch, 10 * LANES);
        s23.intoArray(scratch, 11 * LANES);
        s30.intoArray(scratch, 12 * LANES);
        s31.intoArray(scratch, 13 * LANES);
        s32.intoArray(scratch, 14 * LANES);
        s33.intoArray(scratch, 15 * LANES);
        add(scratch, 4, acc, ao, aqStride, akStride);
    }

    /** Three draws. */
    static void threeDraws(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int gqStride,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        int beyond = xStrip - STRIP;
        int x1o = xo + xStride;
        int x2o = x1o + xStride;
        int x3o = x2o + xStride;
        int g1o = go + gqStride;
        int g2o = g1o + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s02 = broadcast(DOUBLES, 0.0);
        DoubleVector s03 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        DoubleVector s12 = broadcast(DOUBLES, 0.0);
        DoubleVector s13 = broadcast(DOUBLES, 0.0);
        DoubleVector s20 = broadcast(DOUBLES, 0.0);
        DoubleVector s21 = broadcast(DOUBLES, 0.0);
        DoubleVector s22 = broadcast(DOUBLES, 0.0);
        DoubleVector s23 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector x2 = fromArray(DOUBLES, x, x2o + at);
            DoubleVector x3 = fromArray(DOUBLES, x, x3o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
            DoubleVector g2 = fromArray(DOUBLES, g, g2o + t);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            s22 = x2.fma(g2, s22);
            s23 = x3.fma(g2, s23);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector x2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x2o + at), inside);
            DoubleVector x3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x3o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
            DoubleVector g2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g2o + t), inside);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            s22 = x2.fma(g2, s22);
            s23 = x3.fma(g2, s23);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s02.intoArray(scratch, 2 * LANES);
        s03.intoArray(scratch, 3 * LANES);
        s10.intoArray(scratch, 4 * LANES);
        s11.intoArray(scratch, 5 * LANES);
        s12.intoArray(scratch, 6 * LANES);
        s13.intoArray(scratch, 7 * LANES);
        s20.intoArray(scratch, 8 * LANES);
        s21.intoArray(scratch, 9 * LANES);
        s22.intoArray(scratch, 10 * LANES);
        s23.intoArray(scratch, 11 * LANES);
        add(scratch, 3, acc, ao, aqStride, akStride);
    }

    /** Two draws. */
    static void twoDraws(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int gqStride,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        int beyond = xStrip - STRIP;
        int x1o = xo + xStride;
        int x2o = x1o + xStride;
        int x3o = x2o + xStride;
        int g1o = go + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s02 = broadcast(DOUBLES, 0.0);
        DoubleVector s03 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        DoubleVector s12 = broadcast(DOUBLES, 0.0);
        DoubleVector s13 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector x2 = fromArray(DOUBLES, x, x2o + at);
            DoubleVector x3 = fromArray(DOUBLES, x, x3o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector x2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x2o + at), inside);
            DoubleVector x3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x3o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            s12 = x2.fma(g1, s12);
            s13 = x3.fma(g1, s13);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s02.intoArray(scratch, 2 * LANES);
        s03.intoArray(scratch, 3 * LANES);
        s10.intoArray(scratch, 4 * LANES);
        s11.intoArray(scratch, 5 * LANES);
        s12.intoArray(scratch, 6 * LANES);
        s13.intoArray(scratch, 7 * LANES);
        add(scratch, 2, acc, ao, aqStride, akStride);
    }

    /** One draw. */
    static void oneDraw(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int rows,
            double[] acc,
            int ao,
            int akStride,
            double[] scratch) {
        int beyond = xStrip - STRIP;
        int x1o = xo + xStride;
        int x2o = x1o + xStride;
        int x3o = x2o + xStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s02 = broadcast(DOUBLES, 0.0);
        DoubleVector s03 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector x2 = fromArray(DOUBLES, x, x2o + at);
            DoubleVector x3 = fromArray(DOUBLES, x, x3o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector x2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x2o + at), inside);
            DoubleVector x3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x3o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            s02 = x2.fma(g0, s02);
            s03 = x3.fma(g0, s03);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s02.intoArray(scratch, 2 * LANES);
        s03.intoArray(scratch, 3 * LANES);
        add(scratch, 1, acc, ao, 0, akStride);
    }

    /** Adds the lanes of each draw's four sums up. */
    private static void add(double[] scratch, int draws, double[] acc, int ao, int aqStride, int akStride) {
        for (int d = 0; d < draws; d++) {
            for (int c = 0; c < 4; c++) {
                acc[ao + d * aqStride + c * akStride] += VectorReduceRows.lanes(scratch, (4 * d + c) * LANES);
            }
        }
    }
}
