package dev.jensen.core.engine;

/** {@link Logistic} of runs, step for step, in loops that become vector instructions. */
final class PlainLogistic {
    /** Of numbers below 1 over this, e^(−|x|) is 1. */
    private static final double STEEP = 0x1p60;

    private PlainLogistic() {}

    /** Writes 1/(1 + e⁻ˣ). */
    static void sigmoid(double[] x, int xo, double[] out, int oo, int n) {
        double[] e = PlainScratch.columns()[PlainScratch.COLUMNS];
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            PlainExponential.expMinusAbs(x, xo + from, e, 0, rows);
            sigmoidGivenExp(x, xo + from, e, 0, out, oo + from, rows);
        }
    }

    /** Writes 1/(1 + e⁻ˣ), given e = e^(−|x|); {@code out} may be {@code e} or {@code x} at the same offset. */
    static void sigmoidGivenExp(double[] x, int xo, double[] e, int eo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            System.arraycopy(e, eo + from, s[1], 0, rows);
            sigmoid(s[0], s[1], rows);
            System.arraycopy(s[1], 0, out, oo + from, rows);
        }
    }

    /** The numerator is 1 for x ≥ 0 and e for others: the greater of e and a number that is 1 there, unless e itself is. */
    private static void sigmoid(double[] x, double[] e, int n) {
        for (int i = 0; i < n; i++) {
            e[i] = Math.max(e[i], Math.min(x[i] * STEEP, 1)) / (1 + e[i]);
        }
    }
}
