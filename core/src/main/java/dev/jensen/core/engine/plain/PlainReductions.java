package dev.jensen.core.engine.plain;

/**
 * Sums over exactly n elements: element i goes to running sum i mod 8, and the eight are added up in one fixed order.
 * That is how vectors of eight lanes do it, so plain and vector kernels give the same bits.
 */
public final class PlainReductions {
    private PlainReductions() {}

    /** Returns the sum of exactly n elements. */
    public static double sum(double[] x, int xo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i <= n - 8; i += 8) {
            s0 += x[xo + i];
            s1 += x[xo + i + 1];
            s2 += x[xo + i + 2];
            s3 += x[xo + i + 3];
            s4 += x[xo + i + 4];
            s5 += x[xo + i + 5];
            s6 += x[xo + i + 6];
            s7 += x[xo + i + 7];
        }
        int rest = n - i;
        if (rest > 0) {
            s0 += x[xo + i];
        }
        if (rest > 1) {
            s1 += x[xo + i + 1];
        }
        if (rest > 2) {
            s2 += x[xo + i + 2];
        }
        if (rest > 3) {
            s3 += x[xo + i + 3];
        }
        if (rest > 4) {
            s4 += x[xo + i + 4];
        }
        if (rest > 5) {
            s5 += x[xo + i + 5];
        }
        if (rest > 6) {
            s6 += x[xo + i + 6];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }

    static void sumColumns(double[] x, int xo, int xStride, int k, int n, double[] acc, int ao) {
        for (int c = 0; c < k; c++) {
            acc[ao + c] += sum(x, xo + c * xStride, n);
        }
    }

    /** Returns the sum of exactly n products. */
    public static double dot(double[] x, int xo, double[] y, int yo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i <= n - 8; i += 8) {
            s0 = Math.fma(x[xo + i], y[yo + i], s0);
            s1 = Math.fma(x[xo + i + 1], y[yo + i + 1], s1);
            s2 = Math.fma(x[xo + i + 2], y[yo + i + 2], s2);
            s3 = Math.fma(x[xo + i + 3], y[yo + i + 3], s3);
            s4 = Math.fma(x[xo + i + 4], y[yo + i + 4], s4);
            s5 = Math.fma(x[xo + i + 5], y[yo + i + 5], s5);
            s6 = Math.fma(x[xo + i + 6], y[yo + i + 6], s6);
            s7 = Math.fma(x[xo + i + 7], y[yo + i + 7], s7);
        }
        int rest = n - i;
        if (rest > 0) {
            s0 = Math.fma(x[xo + i], y[yo + i], s0);
        }
        if (rest > 1) {
            s1 = Math.fma(x[xo + i + 1], y[yo + i + 1], s1);
        }
        if (rest > 2) {
            s2 = Math.fma(x[xo + i + 2], y[yo + i + 2], s2);
        }
        if (rest > 3) {
            s3 = Math.fma(x[xo + i + 3], y[yo + i + 3], s3);
        }
        if (rest > 4) {
            s4 = Math.fma(x[xo + i + 4], y[yo + i + 4], s4);
        }
        if (rest > 5) {
            s5 = Math.fma(x[xo + i + 5], y[yo + i + 5], s5);
        }
        if (rest > 6) {
            s6 = Math.fma(x[xo + i + 6], y[yo + i + 6], s6);
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }
}
