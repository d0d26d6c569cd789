package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;

/** {@link Exponential} of runs, step for step: all but the power of two in {@link PlainLoops}. */
final class PlainExponential {
    /** Within this, the power of two is a normal number, and so is the result. */
    private static final double NORMAL = 708;

    /** From this on, eˣ − 1 comes out as x where it is x, since half of it is no subnormal number. */
    private static final double SMALL = 0x1p-1020;

    private PlainExponential() {}

    static void exp(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            reduce(s[0], s[1], s[2], rows);
            scale(s[0], s[1], s[2], out, oo + from, rows);
        }
    }

    /** Writes e^(−|x|). */
    static void expMinusAbs(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            PlainLoops.run(PlainLoops.MINUS_ABS, s[0], s[0], s[0], s[0], s[0], 0, 0, 0, 0, rows);
            reduce(s[0], s[1], s[2], rows);
            scale(s[0], s[1], s[2], out, oo + from, rows);
        }
    }

    static void expm1(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            reduce(s[0], s[1], s[2], rows);
            scaleLessOne(s[0], s[1], s[2], out, oo + from, rows);
        }
    }

    /** Writes eʳ − 1, and the number whose low bits are the exponent. */
    private static void reduce(double[] x, double[] power, double[] bits, int n) {
        PlainLoops.run(PlainLoops.EXP_REDUCED, x, bits, bits, bits, power, 0, 0, 0, 0, n);
    }

    private static void scale(double[] x, double[] power, double[] bits, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] =
                    Math.abs(x[i]) <= NORMAL ? (1 + power[i]) * Exponential.powerOfTwo(bits[i]) : Exponential.exp(x[i]);
        }
    }

    private static void scaleLessOne(double[] x, double[] power, double[] bits, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            double size = Math.abs(x[i]);
            if (size <= NORMAL && size >= SMALL) {
                double half = Exponential.powerOfTwo(bits[i] - 1);
                out[oo + i] = 2 * Math.fma(half, power[i], half - 0.5);
            } else {
                out[oo + i] = Exponential.expm1(x[i]);
            }
        }
    }

    /** Replaces each number by 2ⁿ, where n stands in its low bits. */
    static void powersOfTwo(double[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = Exponential.powerOfTwo(bits[i]);
        }
    }
}
