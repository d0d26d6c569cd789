package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * The whole pass of a logistic regression of few columns over a tile that lies in strips, on vectors of eight lanes: a strip at a
 * time goes through product, logistic function and sums, while the hardware reads the next ones. What is summed over the rows of
 * the tile stays in memory as vectors, so that the bits are those of the three kernels one after the other.
 */
final class VectorLogisticRows {
    /** Rows that go through together: one strip. */
    private static final int ROWS = STRIP;

    /** The most columns: their rows must leave room in the first-level cache. */
    private static final int MOST_COLUMNS = 40;

    /** The most sums over rows, of all draws: they lie in the first-level cache too. */
    private static final int MOST_SUMS = 80;

    private static final ThreadLocal<double[]> SCRATCH =
            ThreadLocal.withInitial(() -> new double[MOST_SUMS * (LANES + VectorSoftplusSum.STATE) + ROWS]);

    private VectorLogisticRows() {}

    static boolean takes(int xStrip, int k, int q, int rows) {
        return LANES == 8 && xStrip != STRIP && k <= MOST_COLUMNS && q * k <= MOST_SUMS && rows % ROWS == 0;
    }

    /** Does the pass, unless a product is too large for the fast way: then nothing but {@code out} is written. */
    static boolean apply(
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
            int rows,
            double[] softplus,
            int po,
            double[] acc,
            int ao) {
        double[] scratch = SCRATCH.get();
        int states = q * k * LANES;
        Arrays.fill(scratch, 0, states, 0.0);
        for (int d = 0; d < q; d++) {
            VectorSoftplusSum.begin(scratch, states + d * VectorSoftplusSum.STATE);
        }
        double[] copy = q == 1 ? b : VectorStripDraws.copied(k, b, bo, bqStride, bkStride, q);
        int exponentials = states + q * VectorSoftplusSum.STATE;
        for (int t = 0; t < rows; t += ROWS) {
            int from = xo + t / STRIP * xStrip;
            if (q == 1) {
                VectorStripProducts.one(x, from, xStride, k, b, bo, bkStride, start[so], out, oo + t);
            } else {
                VectorStripDraws.strip(x, from, xStride, k, copy, start, so, sStride, out, oo + t, oqStride, q);
            }
            for (int d = 0; d < q; d++) {
                int at = oo + t + d * oqStride;
                int state = states + d * VectorSoftplusSum.STATE;
                VectorSoftplusSum.exponentials(out, at, scratch, exponentials, ROWS, scratch, state);
                VectorSoftplusSum.sigmoids(out, at, scratch, exponentials, out, at, ROWS, scratch, state);
            }
            for (int d = 0; d < q; d++) {
                reduce(x, from, xStride, k, out, oo + t + d * oqStride, scratch, d * k * LANES);
            }
        }
        for (int d = 0; d < q; d++) {
            if (!VectorSoftplusSum.isRight(scratch, states + d * VectorSoftplusSum.STATE)) {
                return false;
            }
        }
        for (int d = 0; d < q; d++) {
            softplus[po + d] += VectorSoftplusSum.total(scratch, states + d * VectorSoftplusSum.STATE);
        }
        for (int i = 0; i < q * k; i++) {
            acc[ao + i] += VectorReduceRows.lanes(scratch, i * LANES);
        }
        return true;
    }

    /** Adds a strip to the sums of one draw, which are vectors. */
    private static void reduce(double[] x, int xo, int xStride, int k, double[] g, int go, double[] sums, int to) {
        DoubleVector g0 = fromArray(DOUBLES, g, go);
        DoubleVector g1 = fromArray(DOUBLES, g, go + LANES);
        DoubleVector g2 = fromArray(DOUBLES, g, go + 2 * LANES);
        DoubleVector g3 = fromArray(DOUBLES, g, go + 3 * LANES);
        int at = xo;
        for (int c = 0; c < k; c++) {
            DoubleVector s = fromArray(DOUBLES, sums, to + c * LANES);
            s = g0.fma(fromArray(DOUBLES, x, at), s);
            s = g1.fma(fromArray(DOUBLES, x, at + LANES), s);
            s = g2.fma(fromArray(DOUBLES, x, at + 2 * LANES), s);
            s = g3.fma(fromArray(DOUBLES, x, at + 3 * LANES), s);
            s.intoArray(sums, to + c * LANES);
            at += xStride;
        }
    }
}
