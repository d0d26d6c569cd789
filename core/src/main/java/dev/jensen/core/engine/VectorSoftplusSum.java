package dev.jensen.core.engine;

import static dev.jensen.core.engine.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

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

    /** The sum, and the logistic function of each number. */
    static double withSigmoid(double[] x, int xo, double[] out, int oo, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += PlainSoftplusSum.BLOCK) {
            int count = Math.min(PlainSoftplusSum.BLOCK, n - from);
            if (LANES == 8 && count % 8 == 0) {
                sum += withSigmoidBlock(x, xo + from, out, oo + from, count);
            } else {
                double[] e = VectorScratch.columns();
                VectorLogistic.expMinusAbs(x, xo + from, e, 0, count);
                sum += PlainSoftplusSum.block(x, xo + from, e, 0, count);
                VectorLogistic.sigmoidGivenExp(x, xo + from, 1, e, 0, 1, out, oo + from, count);
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
        double sum = ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        double product = ((p.lane(0) * p.lane(4)) * (p.lane(1) * p.lane(5)))
                * ((p.lane(2) * p.lane(6)) * (p.lane(3) * p.lane(7)));
        return PlainSoftplusSum.total(sum, product);
    }

    /** The steps of {@link Exponential} for −|x|, which needs no upper limit, then those of {@link Logistic}. */
    private static double withSigmoidBlock(double[] x, int xo, double[] out, int oo, int n) {
        DoubleVector s = broadcast(DOUBLES, 0.0);
        DoubleVector p = broadcast(DOUBLES, 1.0);
        DoubleVector zero = broadcast(DOUBLES, 0.0);
        for (int i = 0; i < n; i += 8) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector a = v.abs().neg();
            DoubleVector c = a.blend(Exponential.SMALLEST, a.compare(LT, Exponential.SMALLEST));
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
            DoubleVector count =
                    c.fma(broadcast(DOUBLES, Exponential.LOG2_E), rounder).sub(rounder);
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
            DoubleVector power = q.fma(r.mul(r), r).add(1.0);
            DoubleVector halfBits = count.fma(broadcast(DOUBLES, 0.5), rounder);
            DoubleVector restBits = count.sub(halfBits.sub(rounder)).add(rounder);
            DoubleVector half =
                    halfBits.reinterpretAsLongs().add(1023L).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector rest =
                    restBits.reinterpretAsLongs().add(1023L).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector e = power.mul(half).mul(rest);
            VectorMask<Double> upper = v.compare(GE, 0.0);
            e.blend(1.0, upper).div(e.add(1.0)).intoArray(out, oo + i);
            s = s.add(v.max(zero));
            p = p.fma(e, p);
        }
        double sum = ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        double product = ((p.lane(0) * p.lane(4)) * (p.lane(1) * p.lane(5)))
                * ((p.lane(2) * p.lane(6)) * (p.lane(3) * p.lane(7)));
        return PlainSoftplusSum.total(sum, product);
    }
}
