package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.plain.PlainSoftplusSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** {@link PlainSoftplusSum} on vectors of eight lanes, bit for bit; whole blocks of eight rows, else the plain loop. */
final class VectorSoftplusSum {
    /** The bits of −708: e to it is no subnormal number. NaN has larger ones. */
    private static final long WITHOUT_SUBNORMALS = Double.doubleToRawLongBits(-708);

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

    /** The sum, and the logistic function of each number. */
    static double withSigmoid(double[] x, int xo, double[] out, int oo, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += PlainSoftplusSum.BLOCK) {
            int count = Math.min(PlainSoftplusSum.BLOCK, n - from);
            if (LANES == 8 && count % 8 == 0) {
                sum += withSigmoidBlock(x, xo + from, out, oo + from, count);
            } else {
                sum += withSigmoidOfAny(x, xo + from, out, oo + from, count);
            }
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
        double[] lanes = VectorScratch.columns();
        s.intoArray(lanes, 0);
        p.intoArray(lanes, 8);
        return total(1, lanes, 0);
    }

    /**
     * The steps of {@link Exponential} for −|x|. Where no result is subnormal, the power of two goes straight into the
     * exponent's bits, and 2·max(x, 0) is x + |x|; a block with a number beyond that, or NaN, goes the longer way.
     */
    private static double withSigmoidBlock(double[] x, int xo, double[] out, int oo, int n) {
        double[] lanes = VectorScratch.columns();
        DoubleVector s = broadcast(DOUBLES, 0.0);
        DoubleVector p = broadcast(DOUBLES, 1.0);
        LongVector largest = s.reinterpretAsLongs().or(Long.MIN_VALUE);
        for (int i = 0; i < n; i += 8) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            LongVector sign = v.reinterpretAsLongs();
            LongVector negative = sign.or(Long.MIN_VALUE);
            largest = largest.max(negative);
            DoubleVector c = negative.reinterpretAsDoubles();
            s = s.add(v.sub(c));
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
            DoubleVector bits = c.fma(broadcast(DOUBLES, Exponential.LOG2_E), rounder);
            DoubleVector count = bits.sub(rounder);
            DoubleVector high = count.fma(broadcast(DOUBLES, -Exponential.LN2_HIGH), c);
            DoubleVector r = count.fma(broadcast(DOUBLES, -Exponential.LN2_LOW), high);
            DoubleVector q = broadcast(DOUBLES, Exponential.Q10).fma(r, broadcast(DOUBLES, Exponential.Q9));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q8));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q7));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q6));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q5));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q4));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q3));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q2));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q1));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q0));
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector power = q.fma(r.mul(r), r).add(one);
            LongVector exponent = bits.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector e = power.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
            LongVector ones = one.reinterpretAsLongs();
            LongVector lower = sign.lanewise(ASHR, 63);
            DoubleVector upper = ones.lanewise(
                            XOR, ones.lanewise(XOR, e.reinterpretAsLongs()).and(lower))
                    .reinterpretAsDoubles();
            upper.div(e.add(one)).intoArray(out, oo + i);
            p = p.fma(e, p);
        }
        s.intoArray(lanes, 0);
        p.intoArray(lanes, 8);
        largest.reinterpretAsDoubles().intoArray(lanes, 16);
        return isRight(lanes, 16) ? total(0.5, lanes, 0) : withSigmoidOfAny(x, xo, out, oo, n);
    }

    /** Whether none of the eight numbers whose bits are the largest magnitudes is too large. */
    static boolean isRight(double[] largest, int at) {
        for (int i = at; i < at + 8; i++) {
            if (Double.doubleToRawLongBits(largest[i]) > WITHOUT_SUBNORMALS) {
                return false;
            }
        }
        return true;
    }

    private static double withSigmoidOfAny(double[] x, int xo, double[] out, int oo, int n) {
        double[] e = VectorScratch.columns();
        VectorLogistic.expMinusAbs(x, xo, e, 0, n);
        double sum = PlainSoftplusSum.block(x, xo, e, 0, n);
        VectorLogistic.sigmoidGivenExp(x, xo, 1, e, 0, 1, out, oo, n);
        return sum;
    }

    /** The sum from the sums of eight lanes, each {@code 1/scale} times max(x, 0), and their products behind them. */
    static double total(double scale, double[] s, int at) {
        int p = at + 8;
        double product = ((s[p] * s[p + 4]) * (s[p + 1] * s[p + 5])) * ((s[p + 2] * s[p + 6]) * (s[p + 3] * s[p + 7]));
        return PlainSoftplusSum.total(scale * VectorReduceRows.lanes(s, at), product);
    }
}
