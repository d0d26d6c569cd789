package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.Logarithm;
import java.util.Arrays;

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
        if (n >= PlainScratch.SHORT) {
            logSumExpInColumns(x, xo, planeStride, planes, out, oo, n);
            return;
        }
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

    private static void logSumExpInColumns(
            double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        double[] shift = s[3];
        double[] sum = s[4];
        double[] plane = s[5];
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            Arrays.fill(shift, 0, rows, Double.NEGATIVE_INFINITY);
            for (int p = 0; p < planes; p++) {
                System.arraycopy(x, xo + from + p * planeStride, plane, 0, rows);
                PlainLoops.run(PlainLoops.LARGER, plane, plane, plane, plane, shift, 0, 0, 0, 0, rows);
            }
            for (int i = 0; i < rows; i++) {
                shift[i] = Math.abs(shift[i]) < Double.POSITIVE_INFINITY ? shift[i] : 0;
            }
            Arrays.fill(sum, 0, rows, 0);
            for (int p = 0; p < planes; p++) {
                System.arraycopy(x, xo + from + p * planeStride, plane, 0, rows);
                PlainLoops.add(shift, -1, plane, rows);
                PlainExponential.exp(plane, 0, plane, 0, rows);
                PlainLoops.add(plane, 1, sum, rows);
            }
            PlainLogarithm.log(sum, 0, sum, 0, rows);
            PlainLoops.add(sum, 1, shift, rows);
            System.arraycopy(shift, 0, out, oo + from, rows);
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
