package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static dev.jensen.core.engine.vector.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Logistic;
import dev.jensen.core.engine.plain.PlainBinary;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** {@link Logistic} on vectors, step for step; each a few loops over a block of {@link VectorScratch}. */
final class VectorLogistic {
    private VectorLogistic() {}

    static void tanh(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector size = v.abs();
            DoubleVector c = size.blend(Logistic.TANH_ONE, size.compare(GT, Logistic.TANH_ONE));
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
            DoubleVector bits = c.fma(broadcast(DOUBLES, Logistic.TWICE_LOG2_E), rounder);
            DoubleVector count = bits.sub(rounder);
            DoubleVector high = count.fma(broadcast(DOUBLES, -Logistic.HALF_LN2_HIGH), c);
            DoubleVector z = count.fma(broadcast(DOUBLES, -Logistic.HALF_LN2_LOW), high);
            DoubleVector w = z.mul(z);
            DoubleVector w2 = w.mul(w);
            DoubleVector upper = broadcast(DOUBLES, Logistic.T5)
                    .fma(w, broadcast(DOUBLES, Logistic.T4))
                    .fma(w2, broadcast(DOUBLES, Logistic.T3).fma(w, broadcast(DOUBLES, Logistic.T2)));
            DoubleVector lower = broadcast(DOUBLES, Logistic.T1).fma(w, broadcast(DOUBLES, Logistic.T0));
            DoubleVector t = z.mul(w).fma(upper.fma(w2, lower), z);
            DoubleVector power =
                    bits.reinterpretAsLongs().add(1023L).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector less = power.sub(1.0);
            DoubleVector more = power.add(1.0);
            DoubleVector y = t.fma(more, less).div(t.fma(less, more));
            y.reinterpretAsLongs()
                    .lanewise(OR, v.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE))
                    .reinterpretAsDoubles()
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

    /** Writes x·(1 − y²). */
    static void tanhSlope(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (yStep == 0) {
            PlainBinary.tanhSlope(x, xo, xStep, y, yo, yStep, out, oo, n);
        } else if (xStep == 0) {
            double v = x[xo];
            for (int i = 0; i < n; i += LANES) {
                DoubleVector tanh = fromArray(DOUBLES, y, yo + i);
                tanh.neg().fma(tanh, broadcast(DOUBLES, 1.0)).mul(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector tanh = fromArray(DOUBLES, y, yo + i);
                tanh.neg()
                        .fma(tanh, broadcast(DOUBLES, 1.0))
                        .mul(fromArray(DOUBLES, x, xo + i))
                        .intoArray(out, oo + i);
            }
        }
    }
}
