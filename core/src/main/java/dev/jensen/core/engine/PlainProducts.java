package dev.jensen.core.engine;

import java.util.Arrays;

/** The products of a tile with the coefficients of all draws, as loops over contiguous rows. */
final class PlainProducts {
    private PlainProducts() {}

    static void project(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            int bqStride,
            int bkStride,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride,
            int q,
            int n) {
        for (int d = 0; d < q; d++) {
            int to = oo + d * oqStride;
            int from = bo + d * bqStride;
            Arrays.fill(out, to, to + n, start[so + d * sStride]);
            int c = 0;
            for (; c + 4 <= k; c += 4) {
                double b0 = b[from + c * bkStride];
                double b1 = b[from + (c + 1) * bkStride];
                double b2 = b[from + (c + 2) * bkStride];
                double b3 = b[from + (c + 3) * bkStride];
                int x0 = xo + c * xStride;
                int x1 = x0 + xStride;
                int x2 = x1 + xStride;
                int x3 = x2 + xStride;
                for (int t = 0; t < n; t++) {
                    double s = Math.fma(x[x0 + t], b0, out[to + t]);
                    s = Math.fma(x[x1 + t], b1, s);
                    s = Math.fma(x[x2 + t], b2, s);
                    out[to + t] = Math.fma(x[x3 + t], b3, s);
                }
            }
            for (; c < k; c++) {
                double b0 = b[from + c * bkStride];
                int x0 = xo + c * xStride;
                for (int t = 0; t < n; t++) {
                    out[to + t] = Math.fma(x[x0 + t], b0, out[to + t]);
                }
            }
        }
    }

    static void reduceRows(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride) {
        for (int c = 0; c < k; c++) {
            for (int d = 0; d < q; d++) {
                acc[ao + d * aqStride + c * akStride] +=
                        PlainReductions.dot(x, xo + c * xStride, g, go + d * gqStride, rows);
            }
        }
    }
}
