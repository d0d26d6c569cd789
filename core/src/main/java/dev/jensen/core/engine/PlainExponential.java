package dev.jensen.core.engine;

/** {@link Exponential} of runs, step for step: all but the power of two in loops that become vector instructions. */
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
            minusAbs(s[0], rows);
            reduce(s[0], s[1], s[2], rows);
            scale(s[0], s[1], s[2], out, oo + from, rows);
        }
    }

    private static void minusAbs(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = -Math.abs(x[i]);
        }
    }

    /** Writes eʳ, and the number whose low bits are the exponent. */
    private static void reduce(double[] x, double[] power, double[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double rounded = Math.fma(x[i], Exponential.LOG2_E, Exponential.ROUNDER);
            double count = rounded - Exponential.ROUNDER;
            double r = Math.fma(count, -Exponential.LN2_LOW, Math.fma(count, -Exponential.LN2_HIGH, x[i]));
            bits[i] = rounded;
            power[i] = 1 + Exponential.expm1Reduced(r);
        }
    }

    private static void scale(double[] x, double[] power, double[] bits, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.abs(x[i]) <= NORMAL ? power[i] * Exponential.powerOfTwo(bits[i]) : Exponential.exp(x[i]);
        }
    }
}
