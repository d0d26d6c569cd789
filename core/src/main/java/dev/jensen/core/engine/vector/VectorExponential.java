package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.function.Exponential;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** {@link Exponential} on vectors, step for step. */
final class VectorExponential {
    private VectorExponential() {}

    /**
     * The power of two is applied as two factors, as there; how it is shared out makes no difference to the product. With 2·1023
     * added to n before it is rounded, its halves are the exponents' bits.
     */
    static void exp(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector largest = broadcast(DOUBLES, Exponential.LARGEST);
            DoubleVector smallest = broadcast(DOUBLES, Exponential.SMALLEST);
            DoubleVector c = v.blend(largest, v.compare(GT, largest)).blend(smallest, v.compare(LT, smallest));
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER + 2046);
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
            DoubleVector e = q.fma(r.mul(r), r).add(1.0);
            LongVector power = bits.reinterpretAsLongs();
            LongVector half = power.lanewise(LSHR, 1).lanewise(LSHL, 52);
            LongVector rest = power.lanewise(LSHL, 52).sub(half);
            e.mul(half.reinterpretAsDoubles()).mul(rest.reinterpretAsDoubles()).intoArray(out, oo + i);
        }
    }

    static void expm1(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector c = v.blend(Exponential.LARGEST, v.compare(GT, Exponential.LARGEST))
                    .blend(Exponential.SMALLEST_EXPM1, v.compare(LT, Exponential.SMALLEST_EXPM1));
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
            DoubleVector half = bits.sub(1.0)
                    .reinterpretAsLongs()
                    .add(1023L)
                    .lanewise(LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector y = half.fma(q.fma(r.mul(r), r), half.sub(0.5)).mul(2.0);
            y.blend(v, v.abs().compare(LT, Exponential.TINY)).intoArray(out, oo + i);
        }
    }
}
