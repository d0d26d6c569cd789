package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.plain.PlainReductions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link PlainReductions} on vectors, bit for bit: the eight running sums are lanes, of one vector or of two. What lies
 * in the slack of the last vector is replaced by zeros.
 */
final class VectorReductions {
    private VectorReductions() {}

    static double sum(double[] x, int xo, int n) {
        if (LANES == 8) {
            DoubleVector s = broadcast(DOUBLES, 0.0);
            int i = 0;
            for (; i <= n - 8; i += 8) {
                s = s.add(fromArray(DOUBLES, x, xo + i));
            }
            if (i < n) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                s = s.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + i), inside));
            }
            return ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                    + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        }
        if (LANES == 4) {
            DoubleVector s = broadcast(DOUBLES, 0.0);
            DoubleVector t = broadcast(DOUBLES, 0.0);
            int i = 0;
            for (; i <= n - 8; i += 8) {
                s = s.add(fromArray(DOUBLES, x, xo + i));
                t = t.add(fromArray(DOUBLES, x, xo + i + 4));
            }
            if (i < n) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                s = s.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + i), inside));
                VectorMask<Double> within = fromArray(DOUBLES, LANE_NUMBERS, 4).compare(LT, (double) (n - i));
                t = t.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, xo + i + 4), within));
            }
            s = s.add(t);
            return (s.lane(0) + s.lane(1)) + (s.lane(2) + s.lane(3));
        }
        return PlainReductions.sum(x, xo, n);
    }

    /** Four columns at a time, because each addition waits for the one before in its column. */
    static void sumColumns(double[] x, int xo, int xStride, int k, int n, double[] acc, int ao) {
        int c = 0;
        for (; LANES == 8 && c <= k - 4; c += 4) {
            int x0 = xo + c * xStride;
            int x1 = x0 + xStride;
            int x2 = x1 + xStride;
            int x3 = x2 + xStride;
            DoubleVector s0 = broadcast(DOUBLES, 0.0);
            DoubleVector s1 = broadcast(DOUBLES, 0.0);
            DoubleVector s2 = broadcast(DOUBLES, 0.0);
            DoubleVector s3 = broadcast(DOUBLES, 0.0);
            int i = 0;
            for (; i <= n - 8; i += 8) {
                s0 = s0.add(fromArray(DOUBLES, x, x0 + i));
                s1 = s1.add(fromArray(DOUBLES, x, x1 + i));
                s2 = s2.add(fromArray(DOUBLES, x, x2 + i));
                s3 = s3.add(fromArray(DOUBLES, x, x3 + i));
            }
            if (i < n) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                s0 = s0.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x0 + i), inside));
                s1 = s1.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x1 + i), inside));
                s2 = s2.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x2 + i), inside));
                s3 = s3.add(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, x, x3 + i), inside));
            }
            acc[ao + c] += ((s0.lane(0) + s0.lane(4)) + (s0.lane(1) + s0.lane(5)))
                    + ((s0.lane(2) + s0.lane(6)) + (s0.lane(3) + s0.lane(7)));
            acc[ao + c + 1] += ((s1.lane(0) + s1.lane(4)) + (s1.lane(1) + s1.lane(5)))
                    + ((s1.lane(2) + s1.lane(6)) + (s1.lane(3) + s1.lane(7)));
            acc[ao + c + 2] += ((s2.lane(0) + s2.lane(4)) + (s2.lane(1) + s2.lane(5)))
                    + ((s2.lane(2) + s2.lane(6)) + (s2.lane(3) + s2.lane(7)));
            acc[ao + c + 3] += ((s3.lane(0) + s3.lane(4)) + (s3.lane(1) + s3.lane(5)))
                    + ((s3.lane(2) + s3.lane(6)) + (s3.lane(3) + s3.lane(7)));
        }
        for (; c < k; c++) {
            acc[ao + c] += sum(x, xo + c * xStride, n);
        }
    }

    static double dot(double[] x, int xo, double[] y, int yo, int n) {
        if (LANES == 8) {
            DoubleVector s = broadcast(DOUBLES, 0.0);
            int i = 0;
            for (; i <= n - 8; i += 8) {
                s = fromArray(DOUBLES, x, xo + i).fma(fromArray(DOUBLES, y, yo + i), s);
            }
            if (i < n) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                s = broadcast(DOUBLES, 0.0)
                        .blend(fromArray(DOUBLES, x, xo + i), inside)
                        .fma(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, y, yo + i), inside), s);
            }
            return ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                    + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        }
        if (LANES == 4) {
            DoubleVector s = broadcast(DOUBLES, 0.0);
            DoubleVector t = broadcast(DOUBLES, 0.0);
            int i = 0;
            for (; i <= n - 8; i += 8) {
                s = fromArray(DOUBLES, x, xo + i).fma(fromArray(DOUBLES, y, yo + i), s);
                t = fromArray(DOUBLES, x, xo + i + 4).fma(fromArray(DOUBLES, y, yo + i + 4), t);
            }
            if (i < n) {
                VectorMask<Double> inside = fromArray(DOUBLES, LANE_NUMBERS, 0).compare(LT, (double) (n - i));
                s = broadcast(DOUBLES, 0.0)
                        .blend(fromArray(DOUBLES, x, xo + i), inside)
                        .fma(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, y, yo + i), inside), s);
                VectorMask<Double> within = fromArray(DOUBLES, LANE_NUMBERS, 4).compare(LT, (double) (n - i));
                t = broadcast(DOUBLES, 0.0)
                        .blend(fromArray(DOUBLES, x, xo + i + 4), within)
                        .fma(broadcast(DOUBLES, 0.0).blend(fromArray(DOUBLES, y, yo + i + 4), within), t);
            }
            s = s.add(t);
            return (s.lane(0) + s.lane(1)) + (s.lane(2) + s.lane(3));
        }
        return PlainReductions.dot(x, xo, y, yo, n);
    }
}
