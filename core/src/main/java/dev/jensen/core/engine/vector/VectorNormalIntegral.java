package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.FOURTH;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static dev.jensen.core.engine.vector.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.jensen.core.engine.function.NormalIntegral;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** {@link NormalIntegral} on vectors, step for step; each a few loops over a block of {@link VectorScratch}. */
final class VectorNormalIntegral {
    private VectorNormalIntegral() {}

    static void erf(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        for (int i = 0; i < n; i += LANES) {
            DoubleVector a = fromArray(DOUBLES, x, xo + i).abs();
            DoubleVector b = a.blend(NormalIntegral.LARGEST_ERF, a.compare(GT, NormalIntegral.LARGEST_ERF));
            b.mul(NormalIntegral.SQRT_TWO).intoArray(s, i);
            b.neg().mul(b).intoArray(s, SECOND + i);
        }
        scaledTail(s, 0, s, 0, n);
        VectorExponential.exp(s, SECOND, s, SECOND, n);
        erfNearZero(x, xo, s, THIRD, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector tail = fromArray(DOUBLES, s, i).mul(2.0).mul(fromArray(DOUBLES, s, SECOND + i));
            DoubleVector large = broadcast(DOUBLES, 1.0).sub(tail);
            large = large.blend(large.neg(), v.compare(LT, 0.0));
            large.blend(fromArray(DOUBLES, s, THIRD + i), v.abs().compare(LT, 1.0))
                    .intoArray(out, oo + i);
        }
    }

    static void normalCdf(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        tail(x, xo, s, NormalIntegral.LARGEST_TAIL, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector p = fromArray(DOUBLES, s, THIRD + i);
            VectorMask<Double> lower = fromArray(DOUBLES, x, xo + i).compare(LT, 0.0);
            broadcast(DOUBLES, 1.0).sub(p).blend(p, lower).intoArray(out, oo + i);
        }
    }

    static void logNormalCdf(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        tail(x, xo, s, NormalIntegral.LARGEST_LOG, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector p = fromArray(DOUBLES, s, THIRD + i);
            DoubleVector u = one.sub(p);
            VectorMask<Double> lower = fromArray(DOUBLES, x, xo + i).compare(LE, 0.0);
            u.blend(fromArray(DOUBLES, s, SECOND + i), lower).intoArray(s, THIRD + i);
            one.sub(u).sub(p).blend(0.0, lower).intoArray(s, FOURTH + i);
        }
        VectorLogarithm.logOfSum(s, THIRD, s, FOURTH, s, THIRD, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector b = fromArray(DOUBLES, s, i);
            DoubleVector log = fromArray(DOUBLES, s, THIRD + i);
            DoubleVector y = log.blend(b.mul(-0.5).fma(b, log), v.compare(LE, 0.0));
            y.blend(v, v.compare(NE, v)).intoArray(out, oo + i);
        }
    }

    /** b = |x| up to the limit in the first column, T(b) in the second and Φ(−b) in the third. */
    private static void tail(double[] x, int xo, double[] s, double limit, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector a = fromArray(DOUBLES, x, xo + i).abs();
            DoubleVector b = a.blend(NormalIntegral.LARGEST_TAIL, a.compare(GT, NormalIntegral.LARGEST_TAIL));
            a.blend(limit, a.compare(GT, limit)).intoArray(s, i);
            b.mul(b).mul(-0.5).intoArray(s, THIRD + i);
        }
        scaledTail(s, 0, s, SECOND, n);
        VectorExponential.exp(s, THIRD, s, THIRD, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector a = fromArray(DOUBLES, s, i);
            DoubleVector b = a.blend(NormalIntegral.LARGEST_TAIL, a.compare(GT, NormalIntegral.LARGEST_TAIL));
            DoubleVector squareError = b.fma(b, b.mul(b).neg());
            DoubleVector e = fromArray(DOUBLES, s, THIRD + i);
            DoubleVector decay = e.fma(squareError.mul(-0.5), e);
            fromArray(DOUBLES, s, SECOND + i).mul(decay).intoArray(s, THIRD + i);
        }
    }

    /** Writes T(a); takes the fourth column. */
    private static void scaledTail(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        for (int i = 0; i < n; i += LANES) {
            DoubleVector a = fromArray(DOUBLES, x, xo + i);
            DoubleVector reciprocal = broadcast(DOUBLES, 1.0).div(a.add(NormalIntegral.CENTRE));
            DoubleVector q = a.sub(NormalIntegral.CENTRE).mul(reciprocal);
            DoubleVector partial = q.add(1.0).fma(broadcast(DOUBLES, -NormalIntegral.CENTRE), a);
            DoubleVector residual = q.fma(a.neg(), partial);
            residual.fma(reciprocal, q).intoArray(s, FOURTH + i);
        }
        for (int i = 0; i < n; i += LANES) {
            DoubleVector q = fromArray(DOUBLES, s, FOURTH + i);
            DoubleVector p = broadcast(DOUBLES, NormalIntegral.X23).fma(q, broadcast(DOUBLES, NormalIntegral.X22));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X21));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X20));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X19));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X18));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X17));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X16));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X15));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X14));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X13));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X12));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X11));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X10));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X9));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X8));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X7));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X6));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X5));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X4));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X3));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X2));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X1));
            p = p.fma(q, broadcast(DOUBLES, NormalIntegral.X0));
            DoubleVector a = fromArray(DOUBLES, x, xo + i);
            p.div(a.mul(2.0).add(2.0)).intoArray(out, oo + i);
        }
    }

    /** Writes erf(x) for |x| ≤ 1. */
    private static void erfNearZero(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector z = v.mul(v);
            DoubleVector p = broadcast(DOUBLES, NormalIntegral.E12).fma(z, broadcast(DOUBLES, NormalIntegral.E11));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E10));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E9));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E8));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E7));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E6));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E5));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E4));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E3));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E2));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E1));
            p = p.fma(z, broadcast(DOUBLES, NormalIntegral.E0));
            v.mul(p).intoArray(out, oo + i);
        }
    }
}
