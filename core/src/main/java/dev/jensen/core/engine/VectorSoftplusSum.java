package dev.jensen.core.engine;

import static dev.jensen.core.engine.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;

/** {@link PlainSoftplusSum} on vectors of eight lanes, bit for bit; whole blocks of eight rows, else the plain loop. */
final class VectorSoftplusSum {
    private VectorSoftplusSum() {}

    static double apply(double[] x, int xo, double[] e, int eo, int n) {
        if (LANES != 8) {
            return PlainSoftplusSum.apply(x, xo, e, eo, n);
        }
        double sum = 0;
        for (int from = 0; from < n; from += PlainSoftplusSum.BLOCK) {
            int count = Math.min(PlainSoftplusSum.BLOCK, n - from);
            sum += count % 8 == 0
                    ? block(x, xo + from, e, eo + from, count)
                    : PlainSoftplusSum.block(x, xo + from, e, eo + from, count);
        }
        return sum;
    }

    private static double block(double[] x, int xo, double[] e, int eo, int n) {
        DoubleVector s = broadcast(DOUBLES, 0.0);
        DoubleVector p = broadcast(DOUBLES, 1.0);
        DoubleVector zero = broadcast(DOUBLES, 0.0);
        for (int i = 0; i < n; i += 8) {
            s = s.add(fromArray(DOUBLES, x, xo + i).max(zero));
            p = p.fma(fromArray(DOUBLES, e, eo + i), p);
        }
        double sum = ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        double product = ((p.lane(0) * p.lane(4)) * (p.lane(1) * p.lane(5)))
                * ((p.lane(2) * p.lane(6)) * (p.lane(3) * p.lane(7)));
        return PlainSoftplusSum.total(sum, product);
    }
}
