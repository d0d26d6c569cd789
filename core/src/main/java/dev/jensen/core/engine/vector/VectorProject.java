package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The product of a tile with the coefficients of all draws, blocked so that the sums stay in registers: two to four
 * draws by two vectors of rows, or one draw by eight, where {@link VectorStripDraws} and {@link VectorStripProducts} leave
 * rows. Rows come first, then draws, so that a strip of the tile is read from the second-level cache once for all draws.
 */
final class VectorProject {
    private static final int MOST_DRAWS = 4;

    private VectorProject() {}

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
            int q,
            int n) {
        if (VectorStripProducts.takes(xStrip, q, n)) {
            VectorStripProducts.project(x, xo, xStride, xStrip, k, b, bo, bkStride, start[so], out, oo, n);
            return;
        }
        int done = VectorStripDraws.rows(xStrip, q, n);
        if (done > 0) {
            VectorStripDraws.project(
                    x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, out, oo, oqStride, q,
                    done);
        }
        if (q > 2 || xStrip != STRIP) {
            for (; done <= n - 2 * LANES; done += 2 * LANES) {
                int from = xo + done / STRIP * xStrip + done % STRIP;
                strip(x, from, xStride, k, b, bo, bqStride, bkStride, start, so, sStride, out, oo + done, oqStride, q);
            }
        } else {
            for (; done <= n - 8 * LANES; done += 8 * LANES) {
                for (int d = 0; d < q; d++) {
                    one(
                            x,
                            xo + done,
                            xStride,
                            k,
                            b,
                            bo + d * bqStride,
                            bkStride,
                            start[so + d * sStride],
                            out,
                            oo + done + d * oqStride);
                }
            }
        }
        for (int d = 0; d < q && done < n; d++) {
            int bAt = bo + d * bqStride;
            rest(
                    x,
                    xo + done / STRIP * xStrip + done % STRIP,
                    xStride,
                    k,
                    b,
                    bAt,
                    bkStride,
                    start[so + d * sStride],
                    out,
                    oo + done + d * oqStride,
                    n - done);
        }
    }

    /** Two vectors of rows for all draws. */
    private static void strip(
            double[] x,
            int xo,
            int xStride,
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
            int q) {
        for (int d = 0; d < q; ) {
            int bAt = bo + d * bqStride;
            int oAt = oo + d * oqStride;
            int sAt = so + d * sStride;
            int draws = block(q - d);
            switch (draws) {
                case 4 -> four(x, xo, xStride, k, b, bAt, bqStride, bkStride, start, sAt, sStride, out, oAt, oqStride);
                case 3 -> three(x, xo, xStride, k, b, bAt, bqStride, bkStride, start, sAt, sStride, out, oAt, oqStride);
                case 2 -> two(x, xo, xStride, k, b, bAt, bqStride, bkStride, start, sAt, sStride, out, oAt, oqStride);
                default -> pair(x, xo, xStride, k, b, bAt, bkStride, start[sAt], out, oAt);
            }
            d += draws;
        }
    }

    /** How many draws come next of those that are left: blocks of at most four. */
    static int block(int left) {
        return block(left, MOST_DRAWS);
    }

    /** How many draws come next of those that are left: blocks of at most {@code most} are nearly equal, none is one of several. */
    static int block(int left, int most) {
        int blocks = (left + most - 1) / most;
        return (left + blocks - 1) / blocks;
    }

    /** Four draws by two vectors of rows. */
    private static void four(
            double[] x,
            int xo,
            int xStride,
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
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s30 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s31 = broadcast(DOUBLES, start[so + 3 * sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + bqStride]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2 * bqStride]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            DoubleVector b3 = broadcast(DOUBLES, b[bAt + 3 * bqStride]);
            s30 = x0.fma(b3, s30);
            s31 = x1.fma(b3, s31);
            at += xStride;
            bAt += bkStride;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + LANES + oqStride);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + LANES + 2 * oqStride);
        s30.intoArray(out, oo + 3 * oqStride);
        s31.intoArray(out, oo + LANES + 3 * oqStride);
    }

    /** Three draws by two vectors of rows. */
    private static void three(
            double[] x,
            int xo,
            int xStride,
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
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + bqStride]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2 * bqStride]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            at += xStride;
            bAt += bkStride;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + LANES + oqStride);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + LANES + 2 * oqStride);
    }

    /** Two draws by two vectors of rows. */
    private static void two(
            double[] x,
            int xo,
            int xStride,
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
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + bqStride]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            at += xStride;
            bAt += bkStride;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + LANES + oqStride);
    }

    /** One draw by two vectors of rows. */
    private static void pair(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo) {
        DoubleVector s0 = broadcast(DOUBLES, start);
        DoubleVector s1 = broadcast(DOUBLES, start);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s0 = fromArray(DOUBLES, x, at).fma(b0, s0);
            s1 = fromArray(DOUBLES, x, at + LANES).fma(b0, s1);
            at += xStride;
            bAt += bkStride;
        }
        s0.intoArray(out, oo);
        s1.intoArray(out, oo + LANES);
    }

    /** One draw by eight vectors of rows. */
    private static void one(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo) {
        DoubleVector s0 = broadcast(DOUBLES, start);
        DoubleVector s1 = broadcast(DOUBLES, start);
        DoubleVector s2 = broadcast(DOUBLES, start);
        DoubleVector s3 = broadcast(DOUBLES, start);
        DoubleVector s4 = broadcast(DOUBLES, start);
        DoubleVector s5 = broadcast(DOUBLES, start);
        DoubleVector s6 = broadcast(DOUBLES, start);
        DoubleVector s7 = broadcast(DOUBLES, start);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s0 = fromArray(DOUBLES, x, at).fma(b0, s0);
            s1 = fromArray(DOUBLES, x, at + LANES).fma(b0, s1);
            s2 = fromArray(DOUBLES, x, at + 2 * LANES).fma(b0, s2);
            s3 = fromArray(DOUBLES, x, at + 3 * LANES).fma(b0, s3);
            s4 = fromArray(DOUBLES, x, at + 4 * LANES).fma(b0, s4);
            s5 = fromArray(DOUBLES, x, at + 5 * LANES).fma(b0, s5);
            s6 = fromArray(DOUBLES, x, at + 6 * LANES).fma(b0, s6);
            s7 = fromArray(DOUBLES, x, at + 7 * LANES).fma(b0, s7);
            at += xStride;
            bAt += bkStride;
        }
        s0.intoArray(out, oo);
        s1.intoArray(out, oo + LANES);
        s2.intoArray(out, oo + 2 * LANES);
        s3.intoArray(out, oo + 3 * LANES);
        s4.intoArray(out, oo + 4 * LANES);
        s5.intoArray(out, oo + 5 * LANES);
        s6.intoArray(out, oo + 6 * LANES);
        s7.intoArray(out, oo + 7 * LANES);
    }

    /** One draw, vector by vector; the last vector leaves what lies behind the last row, where the next draw may begin. */
    private static void rest(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo,
            int n) {
        for (int t = 0; t < n; t += LANES) {
            VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - t));
            DoubleVector s = broadcast(DOUBLES, start);
            int at = xo + t;
            int bAt = bo;
            for (int c = 0; c < k; c++) {
                s = fromArray(DOUBLES, x, at).fma(broadcast(DOUBLES, b[bAt]), s);
                at += xStride;
                bAt += bkStride;
            }
            fromArray(DOUBLES, out, oo + t).blend(s, inside).intoArray(out, oo + t);
        }
    }
}
