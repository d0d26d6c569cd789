package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;

/** {@link Exponential} of runs, step for step: all but the power of two in {@link PlainLoops}. */
final class PlainExponential {
    /** Within this, the power of two is a normal number, and so is the result. */
    private static final double NORMAL = 708;

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

    /** Writes eʳ, and the number whose low bits are the exponent. */
    private static void reduce(double[] x, double[] power, double[] bits, int n) {
        PlainLoops.run(PlainLoops.EXP_REDUCED, x, bits, bits, bits, power, 0, 0, 0, 0, n);
    }

    private static void scale(double[] x, double[] power, double[] bits, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.abs(x[i]) <= NORMAL ? power[i] * Exponential.powerOfTwo(bits[i]) : Exponential.exp(x[i]);
        }
    }
}
