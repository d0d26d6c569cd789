package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.GammaFunction;

/**
 * log Γ of runs, {@link GammaFunction} step for step for arguments above 0: the recurrence number by number, the rest in
 * loops that C2 turns into vector instructions, in one method that is too long to be inlined, as in {@link PlainLoops}.
 */
final class PlainGammaFunction {
    /** z·G(z) + sign·log, given z, the logarithm and, where the result will be, its sign. */
    private static final int SERIES = 0;

    /** log Γ(x), given x, log x and what is right for x below {@link GammaFunction#STIRLING}. */
    private static final int STIRLING = 1;

    /** Times the least difference of two numbers near 8 it is 1 or more. */
    private static final double STEEP = 0x1p60;

    private PlainGammaFunction() {}

    static void logGamma(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            recur(s, rows);
            boolean usual = PlainLogarithm.logOfSum(s[2], s[3], s[0], Double.MIN_NORMAL, s[2], rows);
            run(SERIES, s[1], s[2], s[4], rows);
            run(STIRLING, s[0], s[2], s[4], rows);
            if (!usual) {
                for (int i = 0; i < rows; i++) {
                    double v = s[0][i];
                    s[4][i] = v >= Double.MIN_NORMAL && v <= Double.MAX_VALUE ? s[4][i] : GammaFunction.logGamma(v);
                }
            }
            System.arraycopy(s[4], 0, out, oo + from, rows);
        }
    }

    /**
     * Given x in the first column, writes z into the second, the sum whose logarithm is wanted into the next two, the logarithm's sign
     * into the fifth; a sum of −1 where x is not above 0.
     */
    private static void recur(double[][] s, int n) {
        for (int i = 0; i < n; i++) {
            double x = s[0][i];
            double z = 0;
            double u = x;
            double c = 0;
            double sign = -1;
            if (x >= GammaFunction.STIRLING) {
                sign = 1;
            } else if (x >= GammaFunction.NEAR_ONE) {
                double y = x;
                u = 1;
                while (y >= 2.5) {
                    y -= 1;
                    u *= y;
                }
                z = y - 2;
                sign = 1;
            } else if (x >= 0.5) {
                z = x - 1;
            } else if (x > 0) {
                z = x;
                u = Math.fma(x, x, x);
                c = Math.fma(x, x, x - u);
            } else {
                u = -1;
            }
            s[1][i] = z;
            s[2][i] = u;
            s[3][i] = c;
            s[4][i] = sign;
        }
    }

    private static void run(int loop, double[] a, double[] b, double[] out, int n) {
        if (loop == SERIES) {
            for (int i = 0; i < n; i++) {
                double z = a[i];
                double p = Math.fma(GammaFunction.G22, z, GammaFunction.G21);
                p = Math.fma(p, z, GammaFunction.G20);
                p = Math.fma(p, z, GammaFunction.G19);
                p = Math.fma(p, z, GammaFunction.G18);
                p = Math.fma(p, z, GammaFunction.G17);
                p = Math.fma(p, z, GammaFunction.G16);
                p = Math.fma(p, z, GammaFunction.G15);
                p = Math.fma(p, z, GammaFunction.G14);
                p = Math.fma(p, z, GammaFunction.G13);
                p = Math.fma(p, z, GammaFunction.G12);
                p = Math.fma(p, z, GammaFunction.G11);
                p = Math.fma(p, z, GammaFunction.G10);
                p = Math.fma(p, z, GammaFunction.G9);
                p = Math.fma(p, z, GammaFunction.G8);
                p = Math.fma(p, z, GammaFunction.G7);
                p = Math.fma(p, z, GammaFunction.G6);
                p = Math.fma(p, z, GammaFunction.G5);
                p = Math.fma(p, z, GammaFunction.G4);
                p = Math.fma(p, z, GammaFunction.G3);
                p = Math.fma(p, z, GammaFunction.G2);
                p = Math.fma(p, z, GammaFunction.G1);
                p = Math.fma(p, z, GammaFunction.G0);
                out[i] = Math.fma(z, p, b[i] * out[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                double y = Math.max(a[i], 1);
                double w = 1 / y;
                double z = w * w;
                double p = Math.fma(GammaFunction.L6, z, GammaFunction.L5);
                p = Math.fma(p, z, GammaFunction.L4);
                p = Math.fma(p, z, GammaFunction.L3);
                p = Math.fma(p, z, GammaFunction.L2);
                p = Math.fma(p, z, GammaFunction.L1);
                p = Math.fma(p, z, GammaFunction.L0);
                double rest = Math.fma(p, w, GammaFunction.HALF_LOG_TWO_PI_LESS_ONE);
                double large = Math.max(Math.min((y - GammaFunction.STIRLING) * STEEP + 1, 1), 0);
                out[i] = large * Math.fma(y - 0.5, b[i] - 1, rest) + (1 - large) * out[i];
            }
        }
    }
}
