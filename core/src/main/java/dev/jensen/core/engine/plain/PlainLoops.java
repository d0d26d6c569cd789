package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;

/**
 * Loops that C2 turns into vector instructions, all over columns of {@link PlainScratch}. They stand in one method on purpose: it is
 * too long to be inlined, so that its loops are compiled once, not again within each method that leads to them, which at
 * the start of a process costs more than the loops themselves.
 */
final class PlainLoops {
    /** sums += a·p + b·q + c·r + d·s, in this order. */
    static final int ADD_FOUR = 0;

    /** sums += a·p. */
    static final int ADD_ONE = 1;

    /** sums = −|a|. */
    static final int MINUS_ABS = 2;

    /** sums = eʳ, and in b the number whose low bits are the exponent, where a = n·log 2 + r. */
    static final int EXP_REDUCED = 3;

    /** sums = 1/(1 + e⁻ᵃ), given sums = e^(−|a|). */
    static final int SIGMOID = 4;

    /** Of numbers below 1 over this, e^(−|x|) is 1. */
    private static final double STEEP = 0x1p60;

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
                sums[i] = 1 + Math.fma(y, z * z, z);
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
