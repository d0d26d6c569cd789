package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.kernel.Kernels.STRIP_BITS;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.kernel.Strips;
import dev.jensen.core.engine.plain.PlainReductions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The sums over rows of a tile's columns times the weights of all draws, blocked so that the sums stay in registers:
 * up to four draws by four columns, and by two where fewer are left. Columns come first, then draws, so that the tile is
 * read from the second-level cache once. The slack behind the last row is replaced by zeros.
 */
final class VectorReduceRows {
    private VectorReduceRows() {}

    static void reduceRows(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        if (LANES != 8) {
            // too few lanes to hold the eight running sums of several products in registers
            copied(x, xo, xStride, xStrip, k, g, go, gqStride, q, rows, acc, ao, aqStride, akStride, scratch);
            return;
        }
        int c = 0;
        if (xStride == STRIP && VectorEightColumns.takes(xStrip, q, rows)) {
            for (; c <= k - VectorEightColumns.COLUMNS; c += VectorEightColumns.COLUMNS) {
                VectorEightColumns.oneDraw(
                        x, xo + c * STRIP, xStrip, g, go, rows, acc, ao + c * akStride, akStride, scratch);
            }
        }
        for (; c <= k - 4; c += 4) {
            int to = ao + c * akStride;
            fourColumns(
                    x,
                    xo + c * xStride,
                    xStride,
                    xStrip,
                    g,
                    go,
                    gqStride,
                    q,
                    rows,
                    acc,
                    to,
                    aqStride,
                    akStride,
                    scratch);
        }
        for (; q > 2 && c <= k - 2; c += 2) {
            int to = ao + c * akStride;
            twoColumns(
                    x,
                    xo + c * xStride,
                    xStride,
                    xStrip,
                    g,
                    go,
                    gqStride,
                    q,
                    rows,
                    acc,
                    to,
                    aqStride,
                    akStride,
                    scratch);
        }
        if (c < k) {
            int to = ao + c * akStride;
            int from = xo + c * xStride;
            oneByOne(x, from, xStride, xStrip, k - c, g, go, gqStride, q, rows, acc, to, aqStride, akStride);
        }
    }

    /** Four columns for all draws, in blocks of nearly equal size. */
    private static void fourColumns(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        for (int d = 0; d < q; ) {
            int gAt = go + d * gqStride;
            int to = ao + d * aqStride;
            int draws = VectorProject.block(q - d);
            switch (draws) {
                case 4 ->
                    VectorFourColumns.fourDraws(
                            x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
                case 3 ->
                    VectorFourColumns.threeDraws(
                            x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
                case 2 ->
                    VectorFourColumns.twoDraws(
                            x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
                default -> VectorFourColumns.oneDraw(x, xo, xStride, xStrip, g, gAt, rows, acc, to, akStride, scratch);
            }
            d += draws;
        }
    }

    /** Two columns for all draws, in blocks of nearly equal size. */
    private static void twoColumns(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        for (int d = 0; d < q; ) {
            int gAt = go + d * gqStride;
            int to = ao + d * aqStride;
            int draws = VectorProject.block(q - d);
            switch (draws) {
                case 4 ->
                    fourByTwo(x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
                case 3 ->
                    threeByTwo(x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
                case 1 -> oneByOne(x, xo, xStride, xStrip, 2, g, gAt, gqStride, 1, rows, acc, to, aqStride, akStride);
                default ->
                    twoByTwo(x, xo, xStride, xStrip, g, gAt, gqStride, rows, acc, to, aqStride, akStride, scratch);
            }
            d += draws;
        }
    }

    /** Four draws by two columns. */
    private static void fourByTwo(
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
        int g1o = go + gqStride;
        int g2o = g1o + gqStride;
        int g3o = g2o + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        DoubleVector s20 = broadcast(DOUBLES, 0.0);
        DoubleVector s21 = broadcast(DOUBLES, 0.0);
        DoubleVector s30 = broadcast(DOUBLES, 0.0);
        DoubleVector s31 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            DoubleVector g2 = fromArray(DOUBLES, g, g2o + t);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            DoubleVector g3 = fromArray(DOUBLES, g, g3o + t);
            s30 = x0.fma(g3, s30);
            s31 = x1.fma(g3, s31);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            DoubleVector g2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g2o + t), inside);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
            DoubleVector g3 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g3o + t), inside);
            s30 = x0.fma(g3, s30);
            s31 = x1.fma(g3, s31);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s10.intoArray(scratch, 2 * LANES);
        s11.intoArray(scratch, 3 * LANES);
        s20.intoArray(scratch, 4 * LANES);
        s21.intoArray(scratch, 5 * LANES);
        s30.intoArray(scratch, 6 * LANES);
        s31.intoArray(scratch, 7 * LANES);
        for (int d = 0; d < 4; d++) {
            for (int c = 0; c < 2; c++) {
                acc[ao + d * aqStride + c * akStride] += lanes(scratch, (2 * d + c) * LANES);
            }
        }
    }

    /** Three draws by two columns. */
    private static void threeByTwo(
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
        int g1o = go + gqStride;
        int g2o = g1o + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        DoubleVector s20 = broadcast(DOUBLES, 0.0);
        DoubleVector s21 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            DoubleVector g2 = fromArray(DOUBLES, g, g2o + t);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
            DoubleVector g2 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g2o + t), inside);
            s20 = x0.fma(g2, s20);
            s21 = x1.fma(g2, s21);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s10.intoArray(scratch, 2 * LANES);
        s11.intoArray(scratch, 3 * LANES);
        s20.intoArray(scratch, 4 * LANES);
        s21.intoArray(scratch, 5 * LANES);
        for (int d = 0; d < 3; d++) {
            for (int c = 0; c < 2; c++) {
                acc[ao + d * aqStride + c * akStride] += lanes(scratch, (2 * d + c) * LANES);
            }
        }
    }

    /** Two draws by two columns. */
    private static void twoByTwo(
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
        int g1o = go + gqStride;
        DoubleVector s00 = broadcast(DOUBLES, 0.0);
        DoubleVector s01 = broadcast(DOUBLES, 0.0);
        DoubleVector s10 = broadcast(DOUBLES, 0.0);
        DoubleVector s11 = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            int at = t + (t >> STRIP_BITS) * beyond;
            DoubleVector x0 = fromArray(DOUBLES, x, xo + at);
            DoubleVector x1 = fromArray(DOUBLES, x, x1o + at);
            DoubleVector g0 = fromArray(DOUBLES, g, go + t);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = fromArray(DOUBLES, g, g1o + t);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
        }
        if (t < rows) {
            int at = t + (t >> STRIP_BITS) * beyond;
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            DoubleVector x0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + at), inside);
            DoubleVector x1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1o + at), inside);
            DoubleVector g0 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside);
            s00 = x0.fma(g0, s00);
            s01 = x1.fma(g0, s01);
            DoubleVector g1 = broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, g1o + t), inside);
            s10 = x0.fma(g1, s10);
            s11 = x1.fma(g1, s11);
        }
        s00.intoArray(scratch, 0);
        s01.intoArray(scratch, LANES);
        s10.intoArray(scratch, 2 * LANES);
        s11.intoArray(scratch, 3 * LANES);
        for (int d = 0; d < 2; d++) {
            for (int c = 0; c < 2; c++) {
                acc[ao + d * aqStride + c * akStride] += lanes(scratch, (2 * d + c) * LANES);
            }
        }
    }

    /** On vectors of fewer than eight lanes. */
    private static void copied(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        if (xStrip == STRIP) {
            oneByOne(x, xo, xStride, STRIP, k, g, go, gqStride, q, rows, acc, ao, aqStride, akStride);
            return;
        }
        for (int c = 0; c < k; c++) {
            Strips.copy(x, xo + c * xStride, xStrip, scratch, 0, rows);
            oneByOne(scratch, 0, 0, STRIP, 1, g, go, gqStride, q, rows, acc, ao + c * akStride, aqStride, akStride);
        }
    }

    private static void oneByOne(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride) {
        for (int d = 0; d < q; d++) {
            for (int c = 0; c < k; c++) {
                int from = xo + c * xStride;
                int to = ao + d * aqStride + c * akStride;
                int gAt = go + d * gqStride;
                acc[to] += xStrip == STRIP
                        ? VectorReductions.dot(x, from, g, gAt, rows)
                        : stripDot(x, from, xStrip, g, gAt, rows);
            }
        }
    }

    /** {@link VectorReductions#dot} of a column in strips. */
    private static double stripDot(double[] x, int xo, int xStrip, double[] g, int go, int rows) {
        int beyond = xStrip - STRIP;
        DoubleVector s = broadcast(DOUBLES, 0.0);
        int t = 0;
        for (; t <= rows - LANES; t += LANES) {
            s = fromArray(DOUBLES, x, xo + t + (t >> STRIP_BITS) * beyond).fma(fromArray(DOUBLES, g, go + t), s);
        }
        if (t < rows) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (rows - t));
            s = broadcast(DOUBLES, 0.0)
                    .blend(fromArray(DOUBLES, x, xo + t + (t >> STRIP_BITS) * beyond), inside)
                    .fma(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, g, go + t), inside), s);
        }
        return ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
    }

    /** The sum of the eight lanes stored at {@code at}, in the order of {@link PlainReductions}. */
    static double lanes(double[] s, int at) {
        return ((s[at] + s[at + 4]) + (s[at + 1] + s[at + 5])) + ((s[at + 2] + s[at + 6]) + (s[at + 3] + s[at + 7]));
    }
}
