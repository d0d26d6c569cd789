package dev.jensen.core.engine.plain;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.Strips;
import java.util.Arrays;

/** The products of a tile with the coefficients of all draws, as loops over contiguous rows. */
final class PlainProducts {
    private static final int LANES = 8;
    private static final int COLUMNS = 5;
    private static final int DRAWS = 2;

    /** The distance between columns that were copied out of strips. */
    private static final int COPY = PlainScratch.ROWS + Kernels.SLACK;

    private PlainProducts() {}

    static void project(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
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
        double[][] columns = PlainScratch.columns();
        double[] sums = columns[PlainScratch.COLUMNS];
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            int first = 0;
            do {
                int count = Math.min(PlainScratch.COLUMNS, k - first);
                for (int c = 0; c < count; c++) {
                    int at = xo + (first + c) * xStride + from / STRIP * xStrip;
                    if (xStrip == STRIP) {
                        System.arraycopy(x, at, columns[c], 0, rows);
                    } else {
                        Strips.copy(x, at, xStrip, columns[c], 0, rows);
                    }
                }
                for (int d = 0; d < q; d++) {
                    int to = oo + d * oqStride + from;
                    if (first == 0) {
                        Arrays.fill(sums, 0, rows, start[so + d * sStride]);
                    } else {
                        System.arraycopy(out, to, sums, 0, rows);
                    }
                    add(columns, count, b, bo + d * bqStride + first * bkStride, bkStride, sums, rows);
                    System.arraycopy(sums, 0, out, to, rows);
                }
                first += PlainScratch.COLUMNS;
            } while (first < k);
        }
    }

    private static void add(double[][] x, int k, double[] b, int bo, int bkStride, double[] sums, int n) {
        int c = 0;
        for (; c + 4 <= k; c += 4) {
            int at = bo + c * bkStride;
            double b0 = b[at];
            double b1 = b[at + bkStride];
            double b2 = b[at + 2 * bkStride];
            double b3 = b[at + 3 * bkStride];
            PlainLoops.run(PlainLoops.ADD_FOUR, x[c], x[c + 1], x[c + 2], x[c + 3], sums, b0, b1, b2, b3, n);
        }
        for (; c < k; c++) {
            PlainLoops.add(x[c], b[bo + c * bkStride], sums, n);
        }
    }

    static void reduceRows(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch) {
        if (xStrip != STRIP) {
            for (int c = 0; c < k; c += COLUMNS) {
                int count = Math.min(COLUMNS, k - c);
                for (int i = 0; i < count; i++) {
                    Strips.copy(x, xo + (c + i) * xStride, xStrip, scratch, i * COPY, rows);
                }
                int to = ao + c * akStride;
                reduceRows(
                        scratch, 0, COPY, STRIP, count, g, go, gqStride, q, rows, acc, to, aqStride, akStride, scratch);
            }
            return;
        }
        if (k < COLUMNS || q < DRAWS) {
            for (int c = 0; c < k; c++) {
                for (int d = 0; d < q; d++) {
                    acc[ao + d * aqStride + c * akStride] +=
                            PlainReductions.dot(x, xo + c * xStride, g, go + d * gqStride, rows);
                }
            }
            return;
        }
        double[] sums = PlainScratch.columns()[0];
        for (int d = 0; d < q; d += DRAWS) {
            int second = d + 1 < q ? gqStride : 0;
            for (int c = 0; c < k; c += COLUMNS) {
                // where columns end, the block before them reaches up to the end, and what it has already is left out
                int from = Math.min(c, k - COLUMNS);
                for (int lane = 0; lane < LANES; lane++) {
                    int first = xo + from * xStride + lane;
                    everyEighth(x, first, xStride, g, go + d * gqStride + lane, second, rows - lane, sums, lane);
                }
                for (int i = c - from; i < COLUMNS; i++) {
                    int at = ao + d * aqStride + (from + i) * akStride;
                    acc[at] += total(sums, 2 * i * LANES);
                    if (second != 0) {
                        acc[at + aqStride] += total(sums, (2 * i + 1) * LANES);
                    }
                }
            }
        }
    }

    /** What one lane sums, for five columns and two draws: their rows of one remainder by 8. */
    private static void everyEighth(
            double[] x, int xo, int xStride, double[] g, int go, int gqStride, int n, double[] sums, int lane) {
        int x1 = xo + xStride;
        int x2 = x1 + xStride;
        int x3 = x2 + xStride;
        int x4 = x3 + xStride;
        int g1 = go + gqStride;
        double s00 = 0;
        double s01 = 0;
        double s10 = 0;
        double s11 = 0;
        double s20 = 0;
        double s21 = 0;
        double s30 = 0;
        double s31 = 0;
        double s40 = 0;
        double s41 = 0;
        for (int i = 0; i < n; i += LANES) {
            double a = g[go + i];
            double b = g[g1 + i];
            s00 = Math.fma(x[xo + i], a, s00);
            s01 = Math.fma(x[xo + i], b, s01);
            s10 = Math.fma(x[x1 + i], a, s10);
            s11 = Math.fma(x[x1 + i], b, s11);
            s20 = Math.fma(x[x2 + i], a, s20);
            s21 = Math.fma(x[x2 + i], b, s21);
            s30 = Math.fma(x[x3 + i], a, s30);
            s31 = Math.fma(x[x3 + i], b, s31);
            s40 = Math.fma(x[x4 + i], a, s40);
            s41 = Math.fma(x[x4 + i], b, s41);
        }
        sums[lane] = s00;
        sums[lane + LANES] = s01;
        sums[lane + 2 * LANES] = s10;
        sums[lane + 3 * LANES] = s11;
        sums[lane + 4 * LANES] = s20;
        sums[lane + 5 * LANES] = s21;
        sums[lane + 6 * LANES] = s30;
        sums[lane + 7 * LANES] = s31;
        sums[lane + 8 * LANES] = s40;
        sums[lane + 9 * LANES] = s41;
    }

    /** The sum of eight lanes, in the order of {@link PlainReductions}. */
    private static double total(double[] s, int at) {
        return ((s[at] + s[at + 4]) + (s[at + 1] + s[at + 5])) + ((s[at + 2] + s[at + 6]) + (s[at + 3] + s[at + 7]));
    }
}
