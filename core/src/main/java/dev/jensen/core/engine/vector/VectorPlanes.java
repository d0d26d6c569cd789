package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.BLOCK;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static dev.jensen.core.engine.vector.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.jensen.core.engine.plain.PlainPlanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** {@link PlainPlanes} on vectors. */
final class VectorPlanes {
    private VectorPlanes() {}

    static void sum(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        if (planes == 0) {
            VectorMultiplyAdd.fill(0, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i += LANES) {
            int at = xo + i;
            DoubleVector s = fromArray(DOUBLES, x, at);
            for (int p = 1; p < planes; p++) {
                at += planeStride;
                s = s.add(fromArray(DOUBLES, x, at));
            }
            s.intoArray(out, oo + i);
        }
    }

    static void logSumExp(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        for (int from = 0; from < n; from += BLOCK) {
            int count = Math.min(BLOCK, n - from);
            shift(x, xo + from, planeStride, planes, s, count);
            VectorMultiplyAdd.fill(0, s, SECOND, count);
            for (int p = 0; p < planes; p++) {
                int at = xo + from + p * planeStride;
                for (int i = 0; i < count; i += LANES) {
                    fromArray(DOUBLES, x, at + i).sub(fromArray(DOUBLES, s, i)).intoArray(s, THIRD + i);
                }
                VectorExponential.exp(s, THIRD, s, THIRD, count);
                add(s, SECOND, s, THIRD, s, SECOND, count);
            }
            VectorLogarithm.log(s, SECOND, s, SECOND, count);
            add(s, 0, s, SECOND, out, oo + from, count);
        }
    }

    private static void add(double[] x, int xo, double[] y, int yo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).add(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
        }
    }

    /** The largest of the planes, or 0 where that is infinite or NaN. */
    private static void shift(double[] x, int xo, int planeStride, int planes, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector largest = broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
            int at = xo + i;
            for (int p = 0; p < planes; p++) {
                largest = largest.max(fromArray(DOUBLES, x, at));
                at += planeStride;
            }
            VectorMask<Double> finite = largest.abs().compare(LE, Double.MAX_VALUE);
            broadcast(DOUBLES, 0.0).blend(largest, finite).intoArray(out, i);
        }
    }

    static void cumulativeSum(
            double[] x, int xo, int planeStride, int planes, boolean reverse, double[] out, int oo, int n) {
        if (planes == 0) {
            return;
        }
        int step = reverse ? -planeStride : planeStride;
        int from = reverse ? (planes - 1) * planeStride : 0;
        for (int i = 0; i < n; i += LANES) {
            int at = from + i;
            DoubleVector s = fromArray(DOUBLES, x, xo + at);
            s.intoArray(out, oo + at);
            for (int p = 1; p < planes; p++) {
                at += step;
                s = s.add(fromArray(DOUBLES, x, xo + at));
                s.intoArray(out, oo + at);
            }
        }
    }
}
