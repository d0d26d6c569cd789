package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.NormalIntegral;

/**
 * {@link NormalIntegral} of runs, step for step, in loops that C2 turns into vector instructions; they stand in one method that is too
 * long to be inlined, as in {@link PlainLoops}. A choice between two numbers is a sum of products with 1 and 0, both exact.
 */
final class PlainNormalIntegral {
    /** b = |x| up to a limit, and −a²/2 of an a that is at most {@link NormalIntegral#LARGEST_TAIL}. */
    private static final int REDUCE = 0;

    /** T(a). */
    private static final int SCALED_TAIL = 1;

    /** Φ(−a), given b, T(a) and e^(−a²/2). */
    private static final int TAIL = 2;

    /** Φ(x), given Φ(−|x|). */
    private static final int CDF = 3;

    /** The sum whose logarithm is wanted: T(a) for x ≤ 0, and 1 − Φ(−a) in two parts for others. */
    private static final int LOG_ARGUMENT = 4;

    /** log Φ(x), given b and that logarithm. */
    private static final int LOG_CDF = 5;

    /** √2·b and −b² of b = |x|, at most {@link NormalIntegral#LARGEST_ERF}. */
    private static final int ERF_REDUCE = 6;

    /** erf of x, or of the nearer of 1 and −1. */
    private static final int ERF_NEAR_ZERO = 7;

    /** erf(x), given T(√2·b), e^(−b²) and what is right up to 1. */
    private static final int ERF = 8;

    /** e^(−a²/2), given b and its rounded form. */
    private static final int DECAY = 9;

    /** φ(x)/Φ(x), given T(a) and e^(−a²/2). */
    private static final int INVERSE_MILLS = 10;

    /** Both times a number, unless it is 0, it is 1 or more. */
    private static final double STEEP = 0x1p1000;

    private static final double STEEPER = 0x1p100;

    private PlainNormalIntegral() {}

    static void erf(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[3], 0, rows);
            run(ERF_REDUCE, s[3], s[3], s[4], s[5], 0, rows);
            run(SCALED_TAIL, s[4], s[4], s[4], s[4], 0, rows);
            PlainExponential.exp(s[5], 0, s[5], 0, rows);
            run(ERF_NEAR_ZERO, s[3], s[3], s[3], s[6], 0, rows);
            run(ERF, s[3], s[4], s[5], s[6], 0, rows);
            System.arraycopy(s[6], 0, out, oo + from, rows);
        }
    }

    static void normalCdf(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[3], 0, rows);
            tail(s, NormalIntegral.LARGEST_TAIL, rows);
            run(CDF, s[3], s[6], s[6], s[6], 0, rows);
            System.arraycopy(s[6], 0, out, oo + from, rows);
        }
    }

    static void logNormalCdf(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[3], 0, rows);
            tail(s, NormalIntegral.LARGEST_LOG, rows);
            run(LOG_ARGUMENT, s[3], s[5], s[6], s[5], 0, rows);
            PlainLogarithm.logOfSum(s[5], s[6], s[5], 0, s[5], rows);
            run(LOG_CDF, s[3], s[4], s[5], s[5], 0, rows);
            System.arraycopy(s[5], 0, out, oo + from, rows);
        }
    }

    static void inverseMills(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[3], 0, rows);
            run(REDUCE, s[3], s[3], s[4], s[6], NormalIntegral.LARGEST_LOG, rows);
            run(SCALED_TAIL, s[4], s[4], s[4], s[5], 0, rows);
            PlainExponential.exp(s[6], 0, s[6], 0, rows);
            run(DECAY, s[4], s[4], s[4], s[6], 0, rows);
            run(INVERSE_MILLS, s[3], s[5], s[6], s[6], 0, rows);
            System.arraycopy(s[6], 0, out, oo + from, rows);
        }
    }

    /** Given x in column 3, writes b = |x| up to the limit into column 4, T(b) into column 5 and Φ(−b) into column 6. */
    private static void tail(double[][] s, double limit, int n) {
        run(REDUCE, s[3], s[3], s[4], s[6], limit, n);
        run(SCALED_TAIL, s[4], s[4], s[4], s[5], 0, n);
        PlainExponential.exp(s[6], 0, s[6], 0, n);
        run(TAIL, s[4], s[5], s[6], s[6], 0, n);
    }

    private static void run(int loop, double[] a, double[] b, double[] c, double[] out, double limit, int n) {
        if (loop == REDUCE) {
            for (int i = 0; i < n; i++) {
                double size = Math.abs(a[i]);
                double t = Math.min(size, NormalIntegral.LARGEST_TAIL);
                c[i] = Math.min(size, limit);
                out[i] = -0.5 * (t * t);
            }
        } else if (loop == SCALED_TAIL) {
            for (int i = 0; i < n; i++) {
                double v = a[i];
                double reciprocal = 1 / (v + NormalIntegral.CENTRE);
                double q = (v - NormalIntegral.CENTRE) * reciprocal;
                q = Math.fma(Math.fma(q, -v, Math.fma(q + 1, -NormalIntegral.CENTRE, v)), reciprocal, q);
                double p = Math.fma(NormalIntegral.X23, q, NormalIntegral.X22);
                p = Math.fma(p, q, NormalIntegral.X21);
                p = Math.fma(p, q, NormalIntegral.X20);
                p = Math.fma(p, q, NormalIntegral.X19);
                p = Math.fma(p, q, NormalIntegral.X18);
                p = Math.fma(p, q, NormalIntegral.X17);
                p = Math.fma(p, q, NormalIntegral.X16);
                p = Math.fma(p, q, NormalIntegral.X15);
                p = Math.fma(p, q, NormalIntegral.X14);
                p = Math.fma(p, q, NormalIntegral.X13);
                p = Math.fma(p, q, NormalIntegral.X12);
                p = Math.fma(p, q, NormalIntegral.X11);
                p = Math.fma(p, q, NormalIntegral.X10);
                p = Math.fma(p, q, NormalIntegral.X9);
                p = Math.fma(p, q, NormalIntegral.X8);
                p = Math.fma(p, q, NormalIntegral.X7);
                p = Math.fma(p, q, NormalIntegral.X6);
                p = Math.fma(p, q, NormalIntegral.X5);
                p = Math.fma(p, q, NormalIntegral.X4);
                p = Math.fma(p, q, NormalIntegral.X3);
                p = Math.fma(p, q, NormalIntegral.X2);
                p = Math.fma(p, q, NormalIntegral.X1);
                p = Math.fma(p, q, NormalIntegral.X0);
                out[i] = p / (2 * v + 2);
            }
        } else if (loop == TAIL) {
            for (int i = 0; i < n; i++) {
                double t = Math.min(a[i], NormalIntegral.LARGEST_TAIL);
                double square = t * t;
                double squareError = Math.fma(t, t, -square);
                out[i] = b[i] * Math.fma(c[i], -0.5 * squareError, c[i]);
            }
        } else if (loop == CDF) {
            for (int i = 0; i < n; i++) {
                double upper = Math.max(Math.min(a[i] * STEEP * STEEPER + 1, 1), 0);
                out[i] = Math.fma(1 - 2 * upper, b[i], upper);
            }
        } else if (loop == LOG_ARGUMENT) {
            for (int i = 0; i < n; i++) {
                double upper = Math.max(Math.min(a[i] * STEEP * STEEPER, 1), 0);
                double u = 1 - c[i];
                double error = upper * ((1 - u) - c[i]);
                out[i] = Math.fma(upper, u, (1 - upper) * b[i]);
                c[i] = error;
            }
        } else if (loop == LOG_CDF) {
            for (int i = 0; i < n; i++) {
                double lower = 1 - Math.max(Math.min(a[i] * STEEP * STEEPER, 1), 0);
                out[i] = Math.fma(-0.5 * b[i] * lower, b[i], c[i]);
            }
        } else if (loop == DECAY) {
            for (int i = 0; i < n; i++) {
                double t = Math.min(a[i], NormalIntegral.LARGEST_TAIL);
                double square = t * t;
                double squareError = Math.fma(t, t, -square);
                out[i] = Math.fma(out[i], -0.5 * squareError, out[i]);
            }
        } else if (loop == INVERSE_MILLS) {
            for (int i = 0; i < n; i++) {
                double upper = Math.max(Math.min(a[i] * STEEP * STEEPER, 1), 0);
                double density = NormalIntegral.INVERSE_SQRT_TWO_PI * (upper * c[i] + (1 - upper));
                double mass = upper * (1 - b[i] * c[i]) + (1 - upper) * b[i];
                // below −1e300 it is −x
                double lower = Math.max(-a[i], 0);
                double far = Math.max(Math.min(lower - NormalIntegral.LARGEST_LOG, 1), 0);
                out[i] = (1 - far) * (density / mass) + far * lower;
            }
        } else if (loop == ERF_REDUCE) {
            for (int i = 0; i < n; i++) {
                double t = Math.min(Math.abs(a[i]), NormalIntegral.LARGEST_ERF);
                c[i] = NormalIntegral.SQRT_TWO * t;
                out[i] = -t * t;
            }
        } else if (loop == ERF_NEAR_ZERO) {
            for (int i = 0; i < n; i++) {
                double v = Math.max(Math.min(a[i], 1), -1);
                double z = v * v;
                double p = Math.fma(NormalIntegral.E12, z, NormalIntegral.E11);
                p = Math.fma(p, z, NormalIntegral.E10);
                p = Math.fma(p, z, NormalIntegral.E9);
                p = Math.fma(p, z, NormalIntegral.E8);
                p = Math.fma(p, z, NormalIntegral.E7);
                p = Math.fma(p, z, NormalIntegral.E6);
                p = Math.fma(p, z, NormalIntegral.E5);
                p = Math.fma(p, z, NormalIntegral.E4);
                p = Math.fma(p, z, NormalIntegral.E3);
                p = Math.fma(p, z, NormalIntegral.E2);
                p = Math.fma(p, z, NormalIntegral.E1);
                p = Math.fma(p, z, NormalIntegral.E0);
                out[i] = v * p;
            }
        } else {
            for (int i = 0; i < n; i++) {
                double large = 1 - 2 * b[i] * c[i];
                double sign = Math.max(Math.min(a[i] * STEEP * STEEPER, 1), -1);
                double far = Math.max(Math.min((Math.abs(a[i]) - 1) * STEEPER + 1, 1), 0);
                out[i] = far * (sign * large) + (1 - far) * out[i];
            }
        }
    }
}
