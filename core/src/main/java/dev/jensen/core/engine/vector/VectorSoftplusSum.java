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
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** {@link PlainSoftplusSum} on vectors of eight lanes, bit for bit; whole blocks of eight rows, else the plain loop. */
final class VectorSoftplusSum {
    /** The bits of −708: e to it is no subnormal number. NaN has larger ones. */
    private static final long WITHOUT_SUBNORMALS = Double.doubleToRawLongBits(-708);

    /** The numbers of a state, eight of each: twice the sum of max(x, 0), products of 1 + e^(−|x|), the largest magnitude's bits. */
    static final int STATE = 24;

    private static final int PRODUCTS = 8;
    private static final int LARGEST = 16;
    private static final double[] BEGINNING = new double[STATE];

    static {
        Arrays.fill(BEGINNING, PRODUCTS, LARGEST, 1.0);
        Arrays.fill(BEGINNING, LARGEST, STATE, -0.0);
    }

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
        p.intoArray(lanes, PRODUCTS);
        return PlainSoftplusSum.total(VectorReduceRows.lanes(lanes, 0), product(lanes, PRODUCTS));
    }

    private static double withSigmoidBlock(double[] x, int xo, double[] out, int oo, int n) {
        double[] scratch = VectorScratch.columns();
        int state = 2 * VectorScratch.SECOND;
        begin(scratch, state);
        exponentials(x, xo, scratch, 0, n, scratch, state);
        sigmoids(x, xo, scratch, 0, out, oo, n, scratch, state);
        return isRight(scratch, state) ? total(scratch, state) : withSigmoidOfAny(x, xo, out, oo, n);
    }

    /** Prepares the sum of some numbers: {@link #STATE} numbers from {@code at} on. */
    static void begin(double[] state, int at) {
        System.arraycopy(BEGINNING, 0, state, at, STATE);
    }

    /**
     * Writes e^(−|x|), by the steps of {@link Exponential}. As no result is subnormal, the power of two goes straight into the
     * exponent's bits; what a number beyond that, or NaN, gives is not right, which {@link #isRight} says afterwards. To the state
     * goes x + |x|, which is 2·max(x, 0).
     */
    static void exponentials(double[] x, int xo, double[] out, int oo, int n, double[] state, int at) {
        DoubleVector s = fromArray(DOUBLES, state, at);
        LongVector largest = fromArray(DOUBLES, state, at + LARGEST).reinterpretAsLongs();
        DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
        DoubleVector one = broadcast(DOUBLES, 1.0);
        for (int i = 0; i < n; i += 8) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector c = v.abs().neg();
            largest = largest.max(c.reinterpretAsLongs());
            s = s.add(v.sub(c));
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
            LongVector power = q.fma(r.mul(r), r).add(one).reinterpretAsLongs();
            LongVector exponent = bits.reinterpretAsLongs().lanewise(LSHL, 52);
            power.add(exponent).reinterpretAsDoubles().intoArray(out, oo + i);
        }
        s.intoArray(state, at);
        largest.reinterpretAsDoubles().intoArray(state, at + LARGEST);
    }

    /** Writes the logistic function of x, given e^(−|x|), whose factors 1 + e^(−|x|) go to the state. */
    static void sigmoids(double[] x, int xo, double[] e, int eo, double[] out, int oo, int n, double[] state, int at) {
        DoubleVector p = fromArray(DOUBLES, state, at + PRODUCTS);
        DoubleVector one = broadcast(DOUBLES, 1.0);
        LongVector ones = one.reinterpretAsLongs();
        for (int i = 0; i < n; i += 8) {
            DoubleVector v = fromArray(DOUBLES, e, eo + i);
            p = p.fma(v, p);
            LongVector lower =
                    fromArray(DOUBLES, x, xo + i).reinterpretAsLongs().lanewise(ASHR, 63);
            DoubleVector upper = ones.lanewise(
                            XOR, ones.lanewise(XOR, v.reinterpretAsLongs()).and(lower))
                    .reinterpretAsDoubles();
            upper.div(v.add(one)).intoArray(out, oo + i);
        }
        p.intoArray(state, at + PRODUCTS);
    }

    /** Whether none of the numbers whose exponentials a state has seen is too large. */
    static boolean isRight(double[] state, int at) {
        for (int i = at + LARGEST; i < at + STATE; i++) {
            if (Double.doubleToRawLongBits(state[i]) > WITHOUT_SUBNORMALS) {
                return false;
            }
        }
        return true;
    }

    /** The sum of softpluses. */
    static double total(double[] state, int at) {
        return PlainSoftplusSum.total(0.5 * VectorReduceRows.lanes(state, at), product(state, at + PRODUCTS));
    }

    private static double product(double[] p, int at) {
        return ((p[at] * p[at + 4]) * (p[at + 1] * p[at + 5])) * ((p[at + 2] * p[at + 6]) * (p[at + 3] * p[at + 7]));
    }

    private static double withSigmoidOfAny(double[] x, int xo, double[] out, int oo, int n) {
        double[] e = VectorScratch.columns();
        VectorLogistic.expMinusAbs(x, xo, e, 0, n);
        double sum = PlainSoftplusSum.block(x, xo, e, 0, n);
        VectorLogistic.sigmoidGivenExp(x, xo, 1, e, 0, 1, out, oo, n);
        return sum;
    }
}
