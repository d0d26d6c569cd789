package dev.jensen.core.engine;

import static dev.jensen.core.engine.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.VectorLanes.LANES;
import static dev.jensen.core.engine.VectorLanes.LANE_NUMBERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

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
