package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Logarithm;
import dev.jensen.core.engine.function.Logistic;

/**
 * Loops that C2 turns into vector instructions, all over columns of {@link PlainScratch}. They stand in one method on purpose: it is
 * too long to be inlined, so that its loops are compiled once, not again within each method that leads to them, which at
 * the start of a process costs more than the loops themselves. A body of more than some sixty operations, where a number read counts as
 * several, C2 of Java 17 leaves as it is, and then the function takes two loops. Calls are written out:
 * which of them is inlined depends on what the method did before.
 */
final class PlainLoops {
    /** sums += a·p + b·q + c·r + d·s, in this order. */
    static final int ADD_FOUR = 0;

    /** sums += a·p. */
    static final int ADD_ONE = 1;

    /** sums = −|a|. */
    static final int MINUS_ABS = 2;

    /** sums = eʳ − 1, and in b the number whose low bits are the exponent, where a = n·log 2 + r. */
    static final int EXP_REDUCED = 3;

    /** sums = 1/(1 + e⁻ᵃ), given sums = e^(−|a|). */
    static final int SIGMOID = 4;

    /** sums = tanh z, and in b the number whose low bits are n, where |a| = n·log(2)/2 + z. */
    static final int TANH_REDUCED = 5;

    /** sums = ((b − 1) + sums·(b + 1))/((b + 1) + sums·(b − 1)), with the sign of a. */
    static final int TANH_OF_SUM = 6;

    /** sums = max(a, 0) + sums. */
    static final int ADD_POSITIVE = 7;

    /** sums = log(2ᵏ·(m + c)), given m, k and c as {@link PlainLogarithm} has them. */
    static final int LOG = 8;

    /** sums = 1 + a, rounded, and b its rounding error. */
    static final int ONE_PLUS = 9;

    /** sums = a/2·b. */
    static final int HALF_PRODUCT = 10;

    /** sums = max(sums, a). */
    static final int LARGER = 11;

    /** Of numbers below 1 over this, e^(−|x|) is 1. */
    private static final double STEEP = 0x1p60;

    /** This and {@link #STEEP} times a number that is not 0 is 1 or more. */
    private static final double TIMES = 0x1p1020;

    private PlainLoops() {}

    static void add(double[] a, double p, double[] sums, int n) {
        run(ADD_ONE, a, a, a, a, sums, p, p, p, p, n);
    }

    static void run(
            int loop,
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            double[] sums,
            double p,
            double q,
            double r,
            double s,
            int n) {
        if (loop == ADD_FOUR) {
            for (int i = 0; i < n; i++) {
                sums[i] = Math.fma(d[i], s, Math.fma(c[i], r, Math.fma(b[i], q, Math.fma(a[i], p, sums[i]))));
            }
        } else if (loop == ADD_ONE) {
            for (int i = 0; i < n; i++) {
                sums[i] = Math.fma(a[i], p, sums[i]);
            }
        } else if (loop == MINUS_ABS) {
            for (int i = 0; i < n; i++) {
                sums[i] = -Math.abs(a[i]);
            }
        } else if (loop == EXP_REDUCED) {
            for (int i = 0; i < n; i++) {
                double rounded = Math.fma(a[i], Exponential.LOG2_E, Exponential.ROUNDER);
                double count = rounded - Exponential.ROUNDER;
                double z = Math.fma(count, -Exponential.LN2_LOW, Math.fma(count, -Exponential.LN2_HIGH, a[i]));
                double y = Math.fma(Exponential.Q10, z, Exponential.Q9);
                y = Math.fma(y, z, Exponential.Q8);
                y = Math.fma(y, z, Exponential.Q7);
                y = Math.fma(y, z, Exponential.Q6);
                y = Math.fma(y, z, Exponential.Q5);
                y = Math.fma(y, z, Exponential.Q4);
                y = Math.fma(y, z, Exponential.Q3);
                y = Math.fma(y, z, Exponential.Q2);
                y = Math.fma(y, z, Exponential.Q1);
                y = Math.fma(y, z, Exponential.Q0);
                b[i] = rounded;
                sums[i] = Math.fma(y, z * z, z);
            }
        } else if (loop == TANH_REDUCED) {
            for (int i = 0; i < n; i++) {
                double size = Math.min(Math.abs(a[i]), Logistic.TANH_ONE);
                double rounded = Math.fma(size, Logistic.TWICE_LOG2_E, Exponential.ROUNDER);
                double count = rounded - Exponential.ROUNDER;
                double z = Math.fma(count, -Logistic.HALF_LN2_LOW, Math.fma(count, -Logistic.HALF_LN2_HIGH, size));
                double w = z * z;
                double w2 = w * w;
                double upper =
                        Math.fma(Math.fma(Logistic.T5, w, Logistic.T4), w2, Math.fma(Logistic.T3, w, Logistic.T2));
                b[i] = rounded;
                sums[i] = Math.fma(z * w, Math.fma(upper, w2, Math.fma(Logistic.T1, w, Logistic.T0)), z);
            }
        } else if (loop == TANH_OF_SUM) {
            for (int i = 0; i < n; i++) {
                double less = b[i] - 1;
                double more = b[i] + 1;
                double sign = Math.max(Math.min(a[i] * TIMES * STEEP, 1), -1);
                sums[i] = sign * (Math.fma(sums[i], more, less) / Math.fma(sums[i], less, more));
            }
        } else if (loop == ADD_POSITIVE) {
            for (int i = 0; i < n; i++) {
                sums[i] = Math.max(a[i], 0) + sums[i];
            }
        } else if (loop == LOG) {
            for (int i = 0; i < n; i++) {
                double count = b[i] - (Logarithm.SHIFTED + 1023);
                double f = (a[i] - 1) + c[i];
                double z = f / (2 + f);
                double w = z * z;
                double y = Math.fma(Logarithm.R7, w, Logarithm.R6);
                y = Math.fma(y, w, Logarithm.R5);
                y = Math.fma(y, w, Logarithm.R4);
                y = Math.fma(y, w, Logarithm.R3);
                y = Math.fma(y, w, Logarithm.R2);
                y = Math.fma(y, w, Logarithm.R1);
                double halfSquare = 0.5 * f * f;
                double inner = Math.fma(z, halfSquare + w * y, count * Logarithm.LN2_LOW);
                sums[i] = Math.fma(count, Logarithm.LN2_HIGH, -((halfSquare - inner) - f));
            }
        } else if (loop == ONE_PLUS) {
            for (int i = 0; i < n; i++) {
                double rounded = 1 + a[i];
                double v = rounded - 1;
                b[i] = (1 - (rounded - v)) + (a[i] - v);
                sums[i] = rounded;
            }
        } else if (loop == HALF_PRODUCT) {
            for (int i = 0; i < n; i++) {
                sums[i] = (a[i] * 0.5) * b[i];
            }
        } else if (loop == LARGER) {
            for (int i = 0; i < n; i++) {
                sums[i] = Math.max(sums[i], a[i]);
            }
        } else {
            // the numerator is 1 for a ≥ 0 and e for others: the greater of e and a number that is 1 there, unless e
            // itself is
            for (int i = 0; i < n; i++) {
                sums[i] = Math.max(sums[i], Math.min(a[i] * STEEP, 1)) / (1 + sums[i]);
            }
        }
    }
}
