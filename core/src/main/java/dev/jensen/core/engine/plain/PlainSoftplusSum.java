package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Logarithm;

/**
 * Σ log(1 + eˣ), given e^(−|x|). Element i of a block goes to running sum and running product i mod 8, as in vectors of
 * eight lanes, so that plain and vector kernels give the same bits.
 */
public final class PlainSoftplusSum {
    /** Elements whose factors 1 + e^(−|x|), at most 2 each, are multiplied before a logarithm is taken: 2⁵¹² is finite. */
    public static final int BLOCK = 512;

    private PlainSoftplusSum() {}

    /** The plain form of {@link dev.jensen.core.engine.kernel.Kernels#softplusSum}. */
    public static double apply(double[] x, int xo, double[] e, int eo, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += BLOCK) {
            sum += block(x, xo + from, e, eo + from, Math.min(BLOCK, n - from));
        }
        return sum;
    }

    /** The sum, and the logistic function of each number: first the exponentials, in place of the results. */
    static double withSigmoid(double[] x, int xo, double[] out, int oo, int n) {
        PlainExponential.expMinusAbs(x, xo, out, oo, n);
        double sum = apply(x, xo, out, oo, n);
        PlainLogistic.sigmoidGivenExp(x, xo, out, oo, out, oo, n);
        return sum;
    }

    /** Returns the sum over one block, which is no longer than the product of its factors stays finite. */
    public static double block(double[] x, int xo, double[] e, int eo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        double p0 = 1;
        double p1 = 1;
        double p2 = 1;
        double p3 = 1;
        double p4 = 1;
        double p5 = 1;
        double p6 = 1;
        double p7 = 1;
        int i = 0;
        for (; i + 8 <= n; i += 8) {
            s0 += Math.max(x[xo + i], 0);
            p0 = Math.fma(p0, e[eo + i], p0);
            s1 += Math.max(x[xo + i + 1], 0);
            p1 = Math.fma(p1, e[eo + i + 1], p1);
            s2 += Math.max(x[xo + i + 2], 0);
            p2 = Math.fma(p2, e[eo + i + 2], p2);
            s3 += Math.max(x[xo + i + 3], 0);
            p3 = Math.fma(p3, e[eo + i + 3], p3);
            s4 += Math.max(x[xo + i + 4], 0);
            p4 = Math.fma(p4, e[eo + i + 4], p4);
            s5 += Math.max(x[xo + i + 5], 0);
            p5 = Math.fma(p5, e[eo + i + 5], p5);
            s6 += Math.max(x[xo + i + 6], 0);
            p6 = Math.fma(p6, e[eo + i + 6], p6);
            s7 += Math.max(x[xo + i + 7], 0);
            p7 = Math.fma(p7, e[eo + i + 7], p7);
        }
        if (i < n) {
            s0 += Math.max(x[xo + i], 0);
            p0 = Math.fma(p0, e[eo + i], p0);
        }
        if (i + 1 < n) {
            s1 += Math.max(x[xo + i + 1], 0);
            p1 = Math.fma(p1, e[eo + i + 1], p1);
        }
        if (i + 2 < n) {
            s2 += Math.max(x[xo + i + 2], 0);
            p2 = Math.fma(p2, e[eo + i + 2], p2);
        }
        if (i + 3 < n) {
            s3 += Math.max(x[xo + i + 3], 0);
            p3 = Math.fma(p3, e[eo + i + 3], p3);
        }
        if (i + 4 < n) {
            s4 += Math.max(x[xo + i + 4], 0);
            p4 = Math.fma(p4, e[eo + i + 4], p4);
        }
        if (i + 5 < n) {
            s5 += Math.max(x[xo + i + 5], 0);
            p5 = Math.fma(p5, e[eo + i + 5], p5);
        }
        if (i + 6 < n) {
            s6 += Math.max(x[xo + i + 6], 0);
            p6 = Math.fma(p6, e[eo + i + 6], p6);
        }
        double sum = ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
        return total(sum, ((p0 * p4) * (p1 * p5)) * ((p2 * p6) * (p3 * p7)));
    }

    /** Returns the sum with the logarithm of the product. */
    public static double total(double sum, double product) {
        return sum + Logarithm.log(product);
    }
}
