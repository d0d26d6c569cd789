package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.plain.PlainSoftplusSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** {@link PlainSoftplusSum} on vectors of eight lanes, bit for bit; whole blocks of eight rows, else the plain loop. */
final class VectorSoftplusSum {
    /** The bits of −708: e to it is no subnormal number. NaN has larger ones. */
    static final long WITHOUT_SUBNORMALS = Double.doubleToRawLongBits(-708);

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
        return total(s, p);
    }

    /**
     * The steps of {@link Exponential} for −|x|. Where no result is subnormal, the power of two goes straight into the
     * exponent's bits, and 2·max(x, 0) is x + |x|; a block with a number beyond that, or NaN, goes the longer way.
     */
    private static double withSigmoidBlock(double[] x, int xo, double[] out, int oo, int n) {
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
        if (largest.reduceLanes(MAX) > WITHOUT_SUBNORMALS) {
            return withSigmoidOfAny(x, xo, out, oo, n);
        }
        return total(s.mul(0.5), p);
    }

    private static double withSigmoidOfAny(double[] x, int xo, double[] out, int oo, int n) {
        double[] e = VectorScratch.columns();
        VectorLogistic.expMinusAbs(x, xo, e, 0, n);
        double sum = PlainSoftplusSum.block(x, xo, e, 0, n);
        VectorLogistic.sigmoidGivenExp(x, xo, 1, e, 0, 1, out, oo, n);
        return sum;
    }

    private static double total(DoubleVector s, DoubleVector p) {
        double sum = ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        double product = ((p.lane(0) * p.lane(4)) * (p.lane(1) * p.lane(5)))
                * ((p.lane(2) * p.lane(6)) * (p.lane(3) * p.lane(7)));
        return PlainSoftplusSum.total(sum, product);
    }
}
