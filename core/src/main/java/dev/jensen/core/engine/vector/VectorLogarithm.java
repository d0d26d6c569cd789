package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Logarithm;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/** {@link Logarithm} on vectors, step for step; a vector with a special argument goes lane by lane. */
final class VectorLogarithm {
    /** The number next to −1. */
    private static final double ABOVE_MINUS_ONE = -1 + 0x1p-53;

    private VectorLogarithm() {}

    static void log(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.compare(GE, Double.MIN_NORMAL)
                    .and(v.compare(LE, Double.MAX_VALUE))
                    .allTrue()) {
                LongVector shifted = v.reinterpretAsLongs().add(Logarithm.ONE_BITS - Logarithm.SQRT_HALF_BITS);
                LongVector mBits = shifted.and(Logarithm.FRACTION_BITS).add(Logarithm.SQRT_HALF_BITS);
                DoubleVector f = mBits.reinterpretAsDoubles().sub(1.0);
                DoubleVector k = shifted.lanewise(LSHR, Logarithm.EXPONENT_SHIFT)
                        .or(Logarithm.SHIFTED_BITS)
                        .reinterpretAsDoubles()
                        .sub(Logarithm.SHIFTED + 1023);
                DoubleVector s = f.div(f.add(2.0));
                DoubleVector z = s.mul(s);
                DoubleVector p = broadcast(DOUBLES, Logarithm.R7).fma(z, broadcast(DOUBLES, Logarithm.R6));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R5));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R4));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R3));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R2));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R1));
                DoubleVector halfSquare = f.mul(0.5).mul(f);
                DoubleVector inner = s.fma(halfSquare.add(z.mul(p)), k.mul(Logarithm.LN2_LOW));
                DoubleVector y = k.fma(broadcast(DOUBLES, Logarithm.LN2_HIGH), f.sub(halfSquare.sub(inner)));
                y.intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Logarithm.log(x[xo + j]);
                }
            }
        }
    }

    /** Writes out[i] = log(u[i] + c[i]), as {@link Logarithm#logOfSum}. */
    static void logOfSum(double[] u, int uo, double[] c, int co, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, u, uo + i);
            if (v.compare(GE, Double.MIN_NORMAL)
                    .and(v.compare(LE, Double.MAX_VALUE))
                    .allTrue()) {
                LongVector uBits = v.reinterpretAsLongs();
                LongVector shifted = uBits.add(Logarithm.ONE_BITS - Logarithm.SQRT_HALF_BITS);
                LongVector mBits = shifted.and(Logarithm.FRACTION_BITS).add(Logarithm.SQRT_HALF_BITS);
                DoubleVector scale = mBits.sub(uBits).add(Logarithm.TWO_BITS).reinterpretAsDoubles();
                DoubleVector correction = fromArray(DOUBLES, c, co + i).mul(0.5).mul(scale);
                DoubleVector f = mBits.reinterpretAsDoubles().sub(1.0).add(correction);
                DoubleVector k = shifted.lanewise(LSHR, Logarithm.EXPONENT_SHIFT)
                        .or(Logarithm.SHIFTED_BITS)
                        .reinterpretAsDoubles()
                        .sub(Logarithm.SHIFTED + 1023);
                DoubleVector s = f.div(f.add(2.0));
                DoubleVector z = s.mul(s);
                DoubleVector p = broadcast(DOUBLES, Logarithm.R7).fma(z, broadcast(DOUBLES, Logarithm.R6));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R5));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R4));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R3));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R2));
                p = p.fma(z, broadcast(DOUBLES, Logarithm.R1));
                DoubleVector halfSquare = f.mul(0.5).mul(f);
                DoubleVector inner = s.fma(halfSquare.add(z.mul(p)), k.mul(Logarithm.LN2_LOW));
                DoubleVector y = k.fma(broadcast(DOUBLES, Logarithm.LN2_HIGH), f.sub(halfSquare.sub(inner)));
                y.intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Logarithm.logOfSum(u[uo + j], c[co + j]);
                }
            }
        }
    }

    static void log1p(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        onePlus(x, xo, s, 0, s, SECOND, n);
        logOfSum(s, 0, s, SECOND, s, 0, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.compare(GE, ABOVE_MINUS_ONE)
                    .and(v.compare(LE, Double.MAX_VALUE))
                    .allTrue()) {
                VectorMask<Double> tiny = v.abs().compare(LT, Exponential.TINY);
                fromArray(DOUBLES, s, i).blend(v, tiny).intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = Logarithm.log1p(x[xo + j]);
                }
            }
        }
    }

    /** Writes 1 + x, rounded, and its rounding error. */
    static void onePlus(double[] x, int xo, double[] sum, int so, double[] error, int eo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector u = one.add(v);
            DoubleVector w = u.sub(one);
            one.sub(u.sub(w)).add(v.sub(w)).intoArray(error, eo + i);
            u.intoArray(sum, so + i);
        }
    }
}
