package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static dev.jensen.core.engine.vector.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Trigonometric;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link Trigonometric} on vectors, step for step: a loop that reduces the arguments of a block of {@link VectorScratch},
 * one that evaluates both functions, one that chooses. A vector with an argument beyond the range goes lane by lane.
 */
final class VectorTrigonometric {
    private VectorTrigonometric() {}

    static void sin(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        reduce(x, xo, s, n);
        evaluate(s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.abs().compare(LE, Trigonometric.LARGEST).allTrue()) {
                LongVector quadrant = fromArray(DOUBLES, s, THIRD + i).reinterpretAsLongs();
                // bits are shifted up to the sign
                VectorMask<Double> odd =
                        quadrant.lanewise(LSHL, 63).compare(LT, 0L).cast(DOUBLES);
                DoubleVector sin = fromArray(DOUBLES, s, i);
                DoubleVector cos = fromArray(DOUBLES, s, SECOND + i);
                VectorMask<Double> lower =
                        quadrant.lanewise(LSHL, 62).compare(LT, 0L).cast(DOUBLES);
                DoubleVector y = sin.blend(cos, odd);
                y.blend(y.neg(), lower).blend(v, v.compare(EQ, 0.0)).intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Trigonometric.sin(x[xo + j]);
                }
            }
        }
    }

    static void cos(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        reduce(x, xo, s, n);
        evaluate(s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.abs().compare(LE, Trigonometric.LARGEST).allTrue()) {
                LongVector quadrant = fromArray(DOUBLES, s, THIRD + i).reinterpretAsLongs();
                // bits are shifted up to the sign
                VectorMask<Double> odd =
                        quadrant.lanewise(LSHL, 63).compare(LT, 0L).cast(DOUBLES);
                DoubleVector sin = fromArray(DOUBLES, s, i);
                DoubleVector cos = fromArray(DOUBLES, s, SECOND + i);
                VectorMask<Double> left =
                        quadrant.add(1L).lanewise(LSHL, 62).compare(LT, 0L).cast(DOUBLES);
                DoubleVector y = cos.blend(sin, odd);
                y.blend(y.neg(), left).intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Trigonometric.cos(x[xo + j]);
                }
            }
        }
    }

    static void tan(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        reduce(x, xo, s, n);
        evaluate(s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.abs().compare(LE, Trigonometric.LARGEST).allTrue()) {
                LongVector quadrant = fromArray(DOUBLES, s, THIRD + i).reinterpretAsLongs();
                // bits are shifted up to the sign
                VectorMask<Double> odd =
                        quadrant.lanewise(LSHL, 63).compare(LT, 0L).cast(DOUBLES);
                DoubleVector sin = fromArray(DOUBLES, s, i);
                DoubleVector cos = fromArray(DOUBLES, s, SECOND + i);
                DoubleVector y = sin.blend(cos.neg(), odd).div(cos.blend(sin, odd));
                y.blend(v, v.compare(EQ, 0.0)).intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Trigonometric.tan(x[xo + j]);
                }
            }
        }
    }

    /** x − n·π/2 in two columns, and in a third the number that has n in its low bits. */
    private static void reduce(double[] x, int xo, double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
            DoubleVector bits = v.fma(broadcast(DOUBLES, Trigonometric.TWO_OVER_PI), rounder);
            DoubleVector count = bits.sub(rounder);
            DoubleVector first = count.fma(broadcast(DOUBLES, -Trigonometric.PI_HALF_1), v);
            DoubleVector second = broadcast(DOUBLES, -Trigonometric.PI_HALF_2);
            DoubleVector high = count.fma(second, first);
            DoubleVector product = count.mul(second);
            DoubleVector productError = count.fma(second, product.neg());
            DoubleVector sum = first.add(product);
            DoubleVector w = sum.sub(first);
            DoubleVector sumError = first.sub(sum.sub(w)).add(product.sub(w));
            DoubleVector third = count.fma(broadcast(DOUBLES, -Trigonometric.PI_HALF_3), productError);
            high.intoArray(s, i);
            sum.sub(high).add(sumError.add(third)).intoArray(s, SECOND + i);
            bits.intoArray(s, THIRD + i);
        }
    }

    /** Replaces h and l in the first two columns by sin(h + l) and cos(h + l). */
    private static void evaluate(double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector h = fromArray(DOUBLES, s, i);
            DoubleVector l = fromArray(DOUBLES, s, SECOND + i);
            DoubleVector z = h.mul(h);
            DoubleVector p = broadcast(DOUBLES, Trigonometric.S6).fma(z, broadcast(DOUBLES, Trigonometric.S5));
            p = p.fma(z, broadcast(DOUBLES, Trigonometric.S4));
            p = p.fma(z, broadcast(DOUBLES, Trigonometric.S3));
            p = p.fma(z, broadcast(DOUBLES, Trigonometric.S2));
            DoubleVector v = z.mul(h);
            DoubleVector inner = z.fma(v.neg().fma(p, l.mul(0.5)), l.neg());
            h.sub(inner.sub(v.mul(Trigonometric.S1))).intoArray(s, i);
            DoubleVector r = broadcast(DOUBLES, Trigonometric.C6).fma(z, broadcast(DOUBLES, Trigonometric.C5));
            r = r.fma(z, broadcast(DOUBLES, Trigonometric.C4));
            r = r.fma(z, broadcast(DOUBLES, Trigonometric.C3));
            r = r.fma(z, broadcast(DOUBLES, Trigonometric.C2));
            r = r.fma(z, broadcast(DOUBLES, Trigonometric.C1));
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector half = z.mul(0.5);
            DoubleVector w = one.sub(half);
            DoubleVector correction = z.mul(z).fma(r, h.mul(l).neg());
            w.add(one.sub(w).sub(half).add(correction)).intoArray(s, SECOND + i);
        }
    }
}
