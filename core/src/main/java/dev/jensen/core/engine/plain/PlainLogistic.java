package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Logistic;

/** {@link Logistic} of runs, step for step, in {@link PlainLoops}. */
final class PlainLogistic {
    /** Within this, e^(−|x|) is at least {@link PlainLogarithm#SMALL}. */
    private static final double USUAL = 707;

    private PlainLogistic() {}

    static void tanh(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            PlainLoops.run(PlainLoops.TANH_REDUCED, s[0], s[1], s[1], s[1], s[2], 0, 0, 0, 0, rows);
            PlainExponential.powersOfTwo(s[1], rows);
            PlainLoops.run(PlainLoops.TANH_OF_SUM, s[0], s[1], s[1], s[1], s[2], 0, 0, 0, 0, rows);
            System.arraycopy(s[2], 0, out, oo + from, rows);
        }
    }

    /** Writes log(1 + eˣ). */
    static void softplus(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            PlainExponential.expMinusAbs(x, xo + from, s[3], 0, rows);
            boolean usual = PlainLogarithm.onePlus(s[3], s[4], rows);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            PlainLoops.run(PlainLoops.ADD_POSITIVE, s[0], s[0], s[0], s[0], s[4], 0, 0, 0, 0, rows);
            if (!usual) {
                for (int i = 0; i < rows; i++) {
                    s[4][i] = Math.abs(s[0][i]) <= USUAL ? s[4][i] : Logistic.softplus(s[0][i]);
                }
            }
            System.arraycopy(s[4], 0, out, oo + from, rows);
        }
    }

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
            PlainLoops.run(PlainLoops.SIGMOID, s[0], s[0], s[0], s[0], s[1], 0, 0, 0, 0, rows);
            System.arraycopy(s[1], 0, out, oo + from, rows);
        }
    }
}
