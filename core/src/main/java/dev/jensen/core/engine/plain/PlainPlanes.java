package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Logarithm;

/** Reductions over planes: over the inner dimensions of a register, for all rows at once. */
public final class PlainPlanes {
    private PlainPlanes() {}

    static void sum(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        if (planes == 0) {
            for (int i = 0; i < n; i++) {
                out[oo + i] = 0;
            }
            return;
        }
        System.arraycopy(x, xo, out, oo, n);
        for (int p = 1; p < planes; p++) {
            int po = xo + p * planeStride;
            for (int i = 0; i < n; i++) {
                out[oo + i] += x[po + i];
            }
        }
    }

    static void logSumExp(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < planes; p++) {
                largest = Math.max(largest, x[xo + p * planeStride + i]);
            }
            // an infinite largest is no shift: −∞ − −∞ would be NaN
            double shift = Math.abs(largest) < Double.POSITIVE_INFINITY ? largest : 0;
            double sum = 0;
            for (int p = 0; p < planes; p++) {
                sum += Exponential.exp(x[xo + p * planeStride + i] - shift);
            }
            out[oo + i] = shift + Logarithm.log(sum);
        }
    }

    static void cumulativeSum(
            double[] x, int xo, int planeStride, int planes, boolean reverse, double[] out, int oo, int n) {
        if (planes == 0) {
            return;
        }
        int step = reverse ? -planeStride : planeStride;
        int from = reverse ? (planes - 1) * planeStride : 0;
        if (out != x || oo != xo) {
            System.arraycopy(x, xo + from, out, oo + from, n);
        }
        for (int p = 1; p < planes; p++) {
            int previous = oo + from;
            from += step;
            for (int i = 0; i < n; i++) {
                out[oo + from + i] = out[previous + i] + x[xo + from + i];
            }
        }
    }
}
