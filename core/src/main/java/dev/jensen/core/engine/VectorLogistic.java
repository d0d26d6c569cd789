package dev.jensen.core.engine;

import static dev.jensen.core.engine.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.VectorLanes.LANES;
import static dev.jensen.core.engine.VectorScratch.SECOND;
import static dev.jensen.core.engine.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** {@link Logistic} on vectors, step for step; each a few loops over a block of {@link VectorScratch}. */
final class VectorLogistic {
    private VectorLogistic() {}

    static void tanh(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).abs().mul(2.0).intoArray(s, i);
        }
        VectorExponential.exp(s, 0, s, 0, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            VectorMask<Double> small = v.abs().compare(LT, Logistic.TANH_SMALL);
            DoubleVector z = v.mul(v);
            DoubleVector p = broadcast(DOUBLES, Logistic.P2)
                    .fma(z, broadcast(DOUBLES, Logistic.P1))
                    .fma(z, broadcast(DOUBLES, Logistic.P0));
            DoubleVector q =
                    z.add(Logistic.Q2).fma(z, broadcast(DOUBLES, Logistic.Q1)).fma(z, broadcast(DOUBLES, Logistic.Q0));
            // one division for both forms
            DoubleVector numerator = broadcast(DOUBLES, 2.0).blend(z.mul(p), small);
            DoubleVector denominator = fromArray(DOUBLES, s, i).add(1.0).blend(q, small);
            DoubleVector ratio = numerator.div(denominator);
            DoubleVector large = broadcast(DOUBLES, 1.0).sub(ratio);
            large.blend(large.neg(), v.compare(LT, 0.0))
                    .blend(v.fma(ratio, v), small)
                    .intoArray(out, oo + i);
        }
    }

    static void sigmoid(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        expMinusAbs(x, xo, s, 0, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector e = fromArray(DOUBLES, s, i);
            VectorMask<Double> upper = fromArray(DOUBLES, x, xo + i).compare(GE, 0.0);
            e.blend(1.0, upper).div(e.add(1.0)).intoArray(out, oo + i);
        }
    }

    static void softplus(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        expMinusAbs(x, xo, s, 0, n);
        VectorLogarithm.onePlus(s, 0, s, SECOND, s, THIRD, n);
        VectorLogarithm.logOfSum(s, SECOND, s, THIRD, s, SECOND, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector e = fromArray(DOUBLES, s, i);
            DoubleVector log1p = fromArray(DOUBLES, s, SECOND + i).blend(e, e.compare(LT, Exponential.TINY));
            DoubleVector y =
                    broadcast(DOUBLES, 0.0).blend(v, v.compare(GT, 0.0)).add(log1p);
            y.blend(v, v.compare(NE, v)).intoArray(out, oo + i);
        }
    }

    static void expMinusAbs(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).abs().neg().intoArray(out, oo + i);
        }
        VectorExponential.exp(out, oo, out, oo, n);
    }

    /** Writes 1/(1 + e⁻ˣ), given e^(−|x|). */
    static void sigmoidGivenExp(
            double[] x, int xo, int xStep, double[] e, int eo, int eStep, double[] out, int oo, int n) {
        if (xStep == 0 || eStep == 0) {
            PlainBinary.sigmoidGivenExp(x, xo, xStep, e, eo, eStep, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, e, eo + i);
            VectorMask<Double> upper = fromArray(DOUBLES, x, xo + i).compare(GE, 0.0);
            v.blend(1.0, upper).div(v.add(1.0)).intoArray(out, oo + i);
        }
    }
}
