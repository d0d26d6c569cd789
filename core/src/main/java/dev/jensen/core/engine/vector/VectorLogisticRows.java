package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.jensen.core.engine.function.Exponential;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The whole pass of a logistic regression of few columns over a tile that lies in strips, on vectors of eight lanes: 64 rows at a
 * time go through product, logistic function and sums, while the hardware reads the next ones. What is summed over the rows of
 * the tile stays in memory as vectors, so that the bits are those of the three kernels one after the other.
 */
final class VectorLogisticRows {
    /** Rows that go through together. */
    private static final int ROWS = 64;

    /** The most columns: their 64 rows must leave room in the first-level cache. */
    private static final int MOST_COLUMNS = 40;

    /** The most sums over rows, of all draws: they lie in the first-level cache too. */
    private static final int MOST_SUMS = 80;

    /** The numbers of a draw's state: max(x, 0) twice, products of 1 + e^(−|x|), the largest magnitude's bits; eight of each. */
    private static final int STATE = 24;

    private static final int PRODUCTS = 8;
    private static final int LARGEST = 16;
    private static final double MINUS_ZERO = -0.0;

    private static final ThreadLocal<double[]> SCRATCH =
            ThreadLocal.withInitial(() -> new double[MOST_SUMS * (LANES + STATE)]);

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
            int state = states + d * STATE;
            Arrays.fill(scratch, state, state + PRODUCTS, 0.0);
            Arrays.fill(scratch, state + PRODUCTS, state + LARGEST, 1.0);
            Arrays.fill(scratch, state + LARGEST, state + STATE, MINUS_ZERO);
        }
        for (int t = 0; t < rows; t += ROWS) {
            int from = xo + t / STRIP * xStrip;
            for (int s = 0; s < ROWS / STRIP; s++) {
                int at = from + s * xStrip;
                int to = oo + t + s * STRIP;
                VectorProject.strip(
                        x, at, xStride, k, b, bo, bqStride, bkStride, start, so, sStride, out, to, oqStride, q);
            }
            for (int d = 0; d < q; d++) {
                logistic(out, oo + t + d * oqStride, scratch, states + d * STATE);
            }
            for (int d = 0; d < q; d++) {
                reduce(x, from, xStride, xStrip, k, out, oo + t + d * oqStride, scratch, d * k * LANES);
            }
        }
        for (int d = 0; d < q; d++) {
            if (!VectorSoftplusSum.isRight(scratch, states + d * STATE + LARGEST)) {
                return false;
            }
        }
        for (int d = 0; d < q; d++) {
            softplus[po + d] += VectorSoftplusSum.total(0.5, scratch, states + d * STATE);
        }
        for (int i = 0; i < q * k; i++) {
            acc[ao + i] += VectorReduceRows.lanes(scratch, i * LANES);
        }
        return true;
    }

    /** The steps of {@link VectorSoftplusSum} for 64 numbers, in place. */
    private static void logistic(double[] x, int xo, double[] state, int at) {
        DoubleVector s = fromArray(DOUBLES, state, at);
        DoubleVector p = fromArray(DOUBLES, state, at + PRODUCTS);
        LongVector largest = fromArray(DOUBLES, state, at + LARGEST).reinterpretAsLongs();
        for (int i = xo; i < xo + ROWS; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, i);
            LongVector sign = v.reinterpretAsLongs();
            LongVector negative = sign.or(Long.MIN_VALUE);
            largest = largest.max(negative);
            DoubleVector c = negative.reinterpretAsDoubles();
            s = s.add(v.sub(c));
            DoubleVector rounder = broadcast(DOUBLES, Exponential.ROUNDER);
            DoubleVector bits = c.fma(broadcast(DOUBLES, Exponential.LOG2_E), rounder);
            DoubleVector count = bits.sub(rounder);
            DoubleVector high = count.fma(broadcast(DOUBLES, -Exponential.LN2_HIGH), c);
            DoubleVector r = count.fma(broadcast(DOUBLES, -Exponential.LN2_LOW), high);
            DoubleVector q = broadcast(DOUBLES, Exponential.Q10).fma(r, broadcast(DOUBLES, Exponential.Q9));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q8));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q7));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q6));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q5));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q4));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q3));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q2));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q1));
            q = q.fma(r, broadcast(DOUBLES, Exponential.Q0));
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector power = q.fma(r.mul(r), r).add(one);
            LongVector exponent = bits.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector e = power.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
            LongVector ones = one.reinterpretAsLongs();
            LongVector lower = sign.lanewise(ASHR, 63);
            DoubleVector upper = ones.lanewise(
                            XOR, ones.lanewise(XOR, e.reinterpretAsLongs()).and(lower))
                    .reinterpretAsDoubles();
            upper.div(e.add(one)).intoArray(x, i);
            p = p.fma(e, p);
        }
        s.intoArray(state, at);
        p.intoArray(state, at + PRODUCTS);
        largest.reinterpretAsDoubles().intoArray(state, at + LARGEST);
    }

    /** Adds 64 rows to the sums of one draw, which are vectors. */
    private static void reduce(
            double[] x, int xo, int xStride, int xStrip, int k, double[] g, int go, double[] sums, int to) {
        DoubleVector g0 = fromArray(DOUBLES, g, go);
        DoubleVector g1 = fromArray(DOUBLES, g, go + LANES);
        DoubleVector g2 = fromArray(DOUBLES, g, go + 2 * LANES);
        DoubleVector g3 = fromArray(DOUBLES, g, go + 3 * LANES);
        DoubleVector g4 = fromArray(DOUBLES, g, go + 4 * LANES);
        DoubleVector g5 = fromArray(DOUBLES, g, go + 5 * LANES);
        DoubleVector g6 = fromArray(DOUBLES, g, go + 6 * LANES);
        DoubleVector g7 = fromArray(DOUBLES, g, go + 7 * LANES);
        int second = xStrip;
        int third = 2 * xStrip;
        int fourth = 3 * xStrip;
        int at = xo;
        for (int c = 0; c < k; c++) {
            DoubleVector s = fromArray(DOUBLES, sums, to + c * LANES);
            s = fromArray(DOUBLES, x, at).fma(g0, s);
            s = fromArray(DOUBLES, x, at + LANES).fma(g1, s);
            s = fromArray(DOUBLES, x, at + second).fma(g2, s);
            s = fromArray(DOUBLES, x, at + second + LANES).fma(g3, s);
            s = fromArray(DOUBLES, x, at + third).fma(g4, s);
            s = fromArray(DOUBLES, x, at + third + LANES).fma(g5, s);
            s = fromArray(DOUBLES, x, at + fourth).fma(g6, s);
            s = fromArray(DOUBLES, x, at + fourth + LANES).fma(g7, s);
            s.intoArray(sums, to + c * LANES);
            at += xStride;
        }
    }
}
