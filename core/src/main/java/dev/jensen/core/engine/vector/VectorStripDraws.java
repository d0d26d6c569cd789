package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;

/**
 * The product of a tile with the coefficients of two or more draws, on vectors of eight lanes: two to five draws by four vectors of rows, a
 * strip, up to twenty sums in registers, so that a strip, which the first block reads from memory front to back and the others find in the
 * first-level cache, gives work enough to hide its reading. Coefficients are copied next to each other first.
 */
final class VectorStripDraws {
    /** The most draws of a block, which {@link VectorProject#block(int, int)} makes. */
    private static final int MOST_DRAWS = 5;

    /** The fewest rows for which copying coefficients pays where two vectors of rows would do. */
    private static final int LEAST_ROWS = 128;

    private static final ThreadLocal<double[]> COPY = ThreadLocal.withInitial(() -> new double[0]);

    private VectorStripDraws() {}

    /** How many of {@code n} rows a product with {@code q} draws takes this way: whole strips. */
    static int rows(int xStrip, int q, int n) {
        boolean takes = q > 1 && 4 * LANES == STRIP && (xStrip != STRIP || n >= LEAST_ROWS);
        return takes ? n - n % STRIP : 0;
    }

    /** The product of whole strips; they lie {@code xStrip} apart, {@link dev.jensen.core.engine.kernel.Kernels#STRIP} in columns. */
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
        double[] copy = copied(k, b, bo, bqStride, bkStride, q);
        int from = xo;
        for (int t = 0; t < n; t += STRIP) {
            strip(x, from, xStride, k, copy, start, so, sStride, out, oo + t, oqStride, q);
            from += xStrip;
        }
    }

    /** The coefficients as [block][column][draw of the block], until this thread's next call. */
    static double[] copied(int k, double[] b, int bo, int bqStride, int bkStride, int q) {
        double[] copy = COPY.get();
        if (copy.length < k * q) {
            copy = new double[k * q];
            COPY.set(copy);
        }
        for (int d = 0; d < q; ) {
            int draws = VectorProject.block(q - d, MOST_DRAWS);
            for (int i = 0; i < draws; i++) {
                int from = bo + (d + i) * bqStride;
                int to = d * k + i;
                for (int c = 0; c < k; c++) {
                    copy[to + c * draws] = b[from + c * bkStride];
                }
            }
            d += draws;
        }
        return copy;
    }

    /** A strip and all draws, whose coefficients were {@link #copied}. */
    static void strip(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride,
            int q) {
        for (int d = 0; d < q; ) {
            int draws = VectorProject.block(q - d, MOST_DRAWS);
            int sAt = so + d * sStride;
            int oAt = oo + d * oqStride;
            switch (draws) {
                case 5 -> five(x, xo, xStride, k, b, d * k, start, sAt, sStride, out, oAt, oqStride);
                case 4 -> four(x, xo, xStride, k, b, d * k, start, sAt, sStride, out, oAt, oqStride);
                case 3 -> three(x, xo, xStride, k, b, d * k, start, sAt, sStride, out, oAt, oqStride);
                default -> two(x, xo, xStride, k, b, d * k, start, sAt, sStride, out, oAt, oqStride);
            }
            d += draws;
        }
    }

    /** Five draws by a strip. */
    private static void five(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s02 = broadcast(DOUBLES, start[so]);
        DoubleVector s03 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s12 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s13 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s22 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s23 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s30 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s31 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s32 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s33 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s40 = broadcast(DOUBLES, start[so + 4 * sStride]);
        DoubleVector s41 = broadcast(DOUBLES, start[so + 4 * sStride]);
        DoubleVector s42 = broadcast(DOUBLES, start[so + 4 * sStride]);
        DoubleVector s43 = broadcast(DOUBLES, start[so + 4 * sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector x2 = fromArray(DOUBLES, x, at + 2 * LANES);
            DoubleVector x3 = fromArray(DOUBLES, x, at + 3 * LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            s02 = x2.fma(b0, s02);
            s03 = x3.fma(b0, s03);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + 1]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            s12 = x2.fma(b1, s12);
            s13 = x3.fma(b1, s13);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            s22 = x2.fma(b2, s22);
            s23 = x3.fma(b2, s23);
            DoubleVector b3 = broadcast(DOUBLES, b[bAt + 3]);
            s30 = x0.fma(b3, s30);
            s31 = x1.fma(b3, s31);
            s32 = x2.fma(b3, s32);
            s33 = x3.fma(b3, s33);
            DoubleVector b4 = broadcast(DOUBLES, b[bAt + 4]);
            s40 = x0.fma(b4, s40);
            s41 = x1.fma(b4, s41);
            s42 = x2.fma(b4, s42);
            s43 = x3.fma(b4, s43);
            at += xStride;
            bAt += 5;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s02.intoArray(out, oo + 2 * LANES);
        s03.intoArray(out, oo + 3 * LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + oqStride + LANES);
        s12.intoArray(out, oo + oqStride + 2 * LANES);
        s13.intoArray(out, oo + oqStride + 3 * LANES);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + 2 * oqStride + LANES);
        s22.intoArray(out, oo + 2 * oqStride + 2 * LANES);
        s23.intoArray(out, oo + 2 * oqStride + 3 * LANES);
        s30.intoArray(out, oo + 3 * oqStride);
        s31.intoArray(out, oo + 3 * oqStride + LANES);
        s32.intoArray(out, oo + 3 * oqStride + 2 * LANES);
        s33.intoArray(out, oo + 3 * oqStride + 3 * LANES);
        s40.intoArray(out, oo + 4 * oqStride);
        s41.intoArray(out, oo + 4 * oqStride + LANES);
        s42.intoArray(out, oo + 4 * oqStride + 2 * LANES);
        s43.intoArray(out, oo + 4 * oqStride + 3 * LANES);
    }

    /** Four draws by a strip. */
    private static void four(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s02 = broadcast(DOUBLES, start[so]);
        DoubleVector s03 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s12 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s13 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s22 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s23 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s30 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s31 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s32 = broadcast(DOUBLES, start[so + 3 * sStride]);
        DoubleVector s33 = broadcast(DOUBLES, start[so + 3 * sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector x2 = fromArray(DOUBLES, x, at + 2 * LANES);
            DoubleVector x3 = fromArray(DOUBLES, x, at + 3 * LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            s02 = x2.fma(b0, s02);
            s03 = x3.fma(b0, s03);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + 1]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            s12 = x2.fma(b1, s12);
            s13 = x3.fma(b1, s13);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            s22 = x2.fma(b2, s22);
            s23 = x3.fma(b2, s23);
            DoubleVector b3 = broadcast(DOUBLES, b[bAt + 3]);
            s30 = x0.fma(b3, s30);
            s31 = x1.fma(b3, s31);
            s32 = x2.fma(b3, s32);
            s33 = x3.fma(b3, s33);
            at += xStride;
            bAt += 4;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s02.intoArray(out, oo + 2 * LANES);
        s03.intoArray(out, oo + 3 * LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + oqStride + LANES);
        s12.intoArray(out, oo + oqStride + 2 * LANES);
        s13.intoArray(out, oo + oqStride + 3 * LANES);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + 2 * oqStride + LANES);
        s22.intoArray(out, oo + 2 * oqStride + 2 * LANES);
        s23.intoArray(out, oo + 2 * oqStride + 3 * LANES);
        s30.intoArray(out, oo + 3 * oqStride);
        s31.intoArray(out, oo + 3 * oqStride + LANES);
        s32.intoArray(out, oo + 3 * oqStride + 2 * LANES);
        s33.intoArray(out, oo + 3 * oqStride + 3 * LANES);
    }

    /** Three draws by a strip. */
    private static void three(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s02 = broadcast(DOUBLES, start[so]);
        DoubleVector s03 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s12 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s13 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s20 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s21 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s22 = broadcast(DOUBLES, start[so + 2 * sStride]);
        DoubleVector s23 = broadcast(DOUBLES, start[so + 2 * sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector x2 = fromArray(DOUBLES, x, at + 2 * LANES);
            DoubleVector x3 = fromArray(DOUBLES, x, at + 3 * LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            s02 = x2.fma(b0, s02);
            s03 = x3.fma(b0, s03);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + 1]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            s12 = x2.fma(b1, s12);
            s13 = x3.fma(b1, s13);
            DoubleVector b2 = broadcast(DOUBLES, b[bAt + 2]);
            s20 = x0.fma(b2, s20);
            s21 = x1.fma(b2, s21);
            s22 = x2.fma(b2, s22);
            s23 = x3.fma(b2, s23);
            at += xStride;
            bAt += 3;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s02.intoArray(out, oo + 2 * LANES);
        s03.intoArray(out, oo + 3 * LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + oqStride + LANES);
        s12.intoArray(out, oo + oqStride + 2 * LANES);
        s13.intoArray(out, oo + oqStride + 3 * LANES);
        s20.intoArray(out, oo + 2 * oqStride);
        s21.intoArray(out, oo + 2 * oqStride + LANES);
        s22.intoArray(out, oo + 2 * oqStride + 2 * LANES);
        s23.intoArray(out, oo + 2 * oqStride + 3 * LANES);
    }

    /** Two draws by a strip. */
    private static void two(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride) {
        DoubleVector s00 = broadcast(DOUBLES, start[so]);
        DoubleVector s01 = broadcast(DOUBLES, start[so]);
        DoubleVector s02 = broadcast(DOUBLES, start[so]);
        DoubleVector s03 = broadcast(DOUBLES, start[so]);
        DoubleVector s10 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s11 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s12 = broadcast(DOUBLES, start[so + sStride]);
        DoubleVector s13 = broadcast(DOUBLES, start[so + sStride]);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector x0 = fromArray(DOUBLES, x, at);
            DoubleVector x1 = fromArray(DOUBLES, x, at + LANES);
            DoubleVector x2 = fromArray(DOUBLES, x, at + 2 * LANES);
            DoubleVector x3 = fromArray(DOUBLES, x, at + 3 * LANES);
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s00 = x0.fma(b0, s00);
            s01 = x1.fma(b0, s01);
            s02 = x2.fma(b0, s02);
            s03 = x3.fma(b0, s03);
            DoubleVector b1 = broadcast(DOUBLES, b[bAt + 1]);
            s10 = x0.fma(b1, s10);
            s11 = x1.fma(b1, s11);
            s12 = x2.fma(b1, s12);
            s13 = x3.fma(b1, s13);
            at += xStride;
            bAt += 2;
        }
        s00.intoArray(out, oo);
        s01.intoArray(out, oo + LANES);
        s02.intoArray(out, oo + 2 * LANES);
        s03.intoArray(out, oo + 3 * LANES);
        s10.intoArray(out, oo + oqStride);
        s11.intoArray(out, oo + oqStride + LANES);
        s12.intoArray(out, oo + oqStride + 2 * LANES);
        s13.intoArray(out, oo + oqStride + 3 * LANES);
    }
}
