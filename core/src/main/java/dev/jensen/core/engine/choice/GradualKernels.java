package dev.jensen.core.engine.choice;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.UnaryOp;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain kernels that give way to vector kernels, each on its own, once it has worked so long that vectors would have
 * saved about what it costs to compile them. A short fit is over before; a long one pays for both, which is at most twice the
 * least. As both take the same steps, nothing but the time depends on the moment.
 *
 * <p>How long a kernel has worked is reckoned, not measured: by the picoseconds that a vector kernel saves for each number,
 * which were measured once on one machine.
 */
final class GradualKernels implements Kernels {
    /** What compiling a vector kernel, and running it until then, costs, in picoseconds. */
    static final long PATIENCE = 150_000_000_000L;

    // of which vectors save a tenth, but such kernels compile in a tenth of the time
    private static final long ELEMENTWISE = 2_000;
    private static final long DIVISION = 8_000;
    private static final long SUM = 700;

    private static final long PROJECT = 50;
    private static final long REDUCE = 170;
    private static final long DENSE = 900;
    private static final long LOGISTIC = 2_200;
    private static final long SOFTPLUS_SUM = 600;
    private static final long LOG_SUM_EXP = 1_200;

    private final Kernels plain;
    private final Supplier<Kernels> vectors;
    private final long patience;
    private final Map<UnaryOp, Patience> unary = new EnumMap<>(UnaryOp.class);
    private final Map<BinaryOp, Patience> binary = new EnumMap<>(BinaryOp.class);
    private final Patience select = new Patience();
    private final Patience multiplyAdd = new Patience();
    private final Patience widen = new Patience();
    private final Patience sum = new Patience();
    private final Patience sumColumns = new Patience();
    private final Patience dot = new Patience();
    private final Patience softplusSum = new Patience();
    private final Patience logistic = new Patience();
    private final Patience sumPlanes = new Patience();
    private final Patience logSumExpPlanes = new Patience();
    private final Patience cumulativeSumPlanes = new Patience();
    private final Patience project = new Patience();
    private final Patience reduceRows = new Patience();
    private final Patience logisticRows = new Patience();
    private final Patience matMul = new Patience();
    private final Patience cholesky = new Patience();
    private final Patience choleskyDerivative = new Patience();
    private final Patience covarianceAdjoint = new Patience();
    private final Patience solveLower = new Patience();
    private final Patience solveLowerTransposed = new Patience();

    /**
     * Makes them.
     *
     * @param plain those that begin
     * @param vectors asked for those that follow, not before
     * @param patience what vectors shall have saved, reckoned in picoseconds, before a kernel gives way
     */
    GradualKernels(Kernels plain, Supplier<Kernels> vectors, long patience) {
        this.plain = plain;
        this.vectors = vectors;
        this.patience = patience;
        for (UnaryOp op : UnaryOp.values()) {
            unary.put(op, new Patience());
        }
        for (BinaryOp op : BinaryOp.values()) {
            binary.put(op, new Patience());
        }
    }

    private static long saved(UnaryOp op) {
        return switch (op) {
            case NEGATE, SQUARE, ABS, SIGN -> ELEMENTWISE;
            case RECIPROCAL, SQRT -> DIVISION;
            case EXP, EXP_MINUS_ABS, EXPM1, TANH, SIGMOID, NORMAL_CDF -> 1_000;
            case LOG, LOG1P -> 1_500;
            case SOFTPLUS, LOG_GAMMA, ERF -> 2_000;
            case SIN, COS, DIGAMMA, LOG_NORMAL_CDF -> 2_500;
            case TAN -> 5_000;
            case TRIGAMMA, INVERSE_MILLS -> 0; // the same in both sets
        };
    }

    private static long saved(BinaryOp op) {
        return switch (op) {
            case DIVIDE, SIGMOID_GIVEN_EXP, TANH_SLOPE -> DIVISION;
            default -> ELEMENTWISE;
        };
    }

    /** Whether one kernel stays plain. Threads count without locks: what gets lost delays the change, no more. */
    private final class Patience {
        private long used;

        /** Whether the kernel stays plain, once more for work on which vectors would save so many picoseconds. */
        boolean lasts(long saved) {
            if (used > patience) {
                return false;
            }
            used += saved;
            return true;
        }

        Kernels next(long saved) {
            return lasts(saved) ? plain : vectors.get();
        }
    }

    @Override
    public UnaryKernel unary(UnaryOp op) {
        Patience patience = Objects.requireNonNull(unary.get(op));
        UnaryKernel first = plain.unary(op);
        long saved = saved(op);
        return new UnaryKernel() {
            private @Nullable UnaryKernel vector;

            @Override
            public void apply(double[] x, int xo, double[] out, int oo, int n) {
                if (patience.lasts(saved * n)) {
                    first.apply(x, xo, out, oo, n);
                    return;
                }
                UnaryKernel now = vector;
                if (now == null) {
                    now = vectors.get().unary(op);
                    vector = now;
                }
                now.apply(x, xo, out, oo, n);
            }
        };
    }

    @Override
    public UnaryKernel polygamma(int order) {
        return order == 0 ? unary(UnaryOp.DIGAMMA) : plain.polygamma(order);
    }

    @Override
    public BinaryKernel binary(BinaryOp op) {
        Patience patience = Objects.requireNonNull(binary.get(op));
        BinaryKernel first = plain.binary(op);
        long saved = saved(op);
        return new BinaryKernel() {
            private @Nullable BinaryKernel vector;

            @Override
            public void apply(
                    double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
                if (patience.lasts(saved * n)) {
                    first.apply(x, xo, xStep, y, yo, yStep, out, oo, n);
                    return;
                }
                BinaryKernel now = vector;
                if (now == null) {
                    now = vectors.get().binary(op);
                    vector = now;
                }
                now.apply(x, xo, xStep, y, yo, yStep, out, oo, n);
            }
        };
    }

    @Override
    public void select(
            double[] condition,
            int co,
            int conditionStep,
            double[] a,
            int ao,
            int aStep,
            double[] b,
            int bo,
            int bStep,
            double[] out,
            int oo,
            int n) {
        select.next(ELEMENTWISE * n).select(condition, co, conditionStep, a, ao, aStep, b, bo, bStep, out, oo, n);
    }

    @Override
    public void multiplyAdd(
            double[] x,
            int xo,
            int xStep,
            double[] y,
            int yo,
            int yStep,
            double[] z,
            int zo,
            int zStep,
            double[] out,
            int oo,
            int n) {
        multiplyAdd.next(ELEMENTWISE * n).multiplyAdd(x, xo, xStep, y, yo, yStep, z, zo, zStep, out, oo, n);
    }

    @Override
    public void fill(double value, double[] out, int oo, int n) {
        plain.fill(value, out, oo, n);
    }

    @Override
    public void widen(byte[] x, int xo, double[] out, int oo, int n) {
        widen.next(ELEMENTWISE * n).widen(x, xo, out, oo, n);
    }

    @Override
    public void widen(short[] x, int xo, double[] out, int oo, int n) {
        widen.next(ELEMENTWISE * n).widen(x, xo, out, oo, n);
    }

    @Override
    public void widen(float[] x, int xo, double[] out, int oo, int n) {
        widen.next(ELEMENTWISE * n).widen(x, xo, out, oo, n);
    }

    @Override
    public void copy(double[] x, int xo, double[] out, int oo, int n) {
        plain.copy(x, xo, out, oo, n);
    }

    @Override
    public double sum(double[] x, int xo, int n) {
        return sum.next(SUM * n).sum(x, xo, n);
    }

    @Override
    public void sumColumns(double[] x, int xo, int xStride, int k, int n, double[] acc, int ao) {
        sumColumns.next(SUM * k * n).sumColumns(x, xo, xStride, k, n, acc, ao);
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        return dot.next(SUM * n).dot(x, xo, y, yo, n);
    }

    @Override
    public double softplusSum(double[] x, int xo, double[] e, int eo, int n) {
        return softplusSum.next(SOFTPLUS_SUM * n).softplusSum(x, xo, e, eo, n);
    }

    @Override
    public double logistic(double[] x, int xo, double[] out, int oo, int n) {
        return logistic.next(LOGISTIC * n).logistic(x, xo, out, oo, n);
    }

    @Override
    public void sumPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        sumPlanes.next(ELEMENTWISE * planes * n).sumPlanes(x, xo, planeStride, planes, out, oo, n);
    }

    @Override
    public void logSumExpPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        logSumExpPlanes.next(LOG_SUM_EXP * planes * n).logSumExpPlanes(x, xo, planeStride, planes, out, oo, n);
    }

    @Override
    public void cumulativeSumPlanes(
            double[] x, int xo, int planeStride, int planes, boolean reverse, double[] out, int oo, int n) {
        cumulativeSumPlanes
                .next(ELEMENTWISE * planes * n)
                .cumulativeSumPlanes(x, xo, planeStride, planes, reverse, out, oo, n);
    }

    @Override
    public void project(
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
        project.next(PROJECT * k * q * n)
                .project(
                        x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, out, oo, oqStride, q,
                        n);
    }

    @Override
    public void reduceRows(
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
        reduceRows
                .next(REDUCE * k * q * rows)
                .reduceRows(x, xo, xStride, xStrip, k, g, go, gqStride, q, rows, acc, ao, aqStride, akStride, scratch);
    }

    @Override
    public void logisticRows(
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
            double[] eta,
            int eo,
            int eqStride,
            double[] out,
            int oo,
            int oqStride,
            int q,
            int rows,
            int n,
            double[] softplus,
            int po,
            double[] acc,
            int ao,
            double[] scratch) {
        if (logisticRows.lasts(((PROJECT + REDUCE) * k + LOGISTIC) * q * n)) {
            Kernels.super.logisticRows(
                    x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, eta, eo, eqStride, out,
                    oo, oqStride, q, rows, n, softplus, po, acc, ao, scratch);
            return;
        }
        vectors.get()
                .logisticRows(
                        x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, eta, eo, eqStride,
                        out, oo, oqStride, q, rows, n, softplus, po, acc, ao, scratch);
    }

    @Override
    public void matMul(
            int m,
            int k,
            int n,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        matMul.next(DENSE * m * k * n).matMul(m, k, n, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }

    @Override
    public boolean cholesky(int n, double[] a, int ao, double[] l, int lo) {
        return cholesky.next(DENSE * n * n * n / 6).cholesky(n, a, ao, l, lo);
    }

    @Override
    public boolean choleskyOfTriangle(int n, double[] a, int ao, double[] l, int lo) {
        return cholesky.next(DENSE * n * n * n / 6).choleskyOfTriangle(n, a, ao, l, lo);
    }

    @Override
    public void covarianceAdjoint(
            int n,
            int k,
            double p,
            double q,
            double[] l,
            int lo,
            double[] x,
            int xo,
            double[] out,
            int oo,
            double[] scratch) {
        covarianceAdjoint.next(DENSE * n * n * n / 3).covarianceAdjoint(n, k, p, q, l, lo, x, xo, out, oo, scratch);
    }

    @Override
    public void choleskyDerivative(
            int n, double[] l, int lo, double[] g, int go, double[] out, int oo, double[] scratch) {
        choleskyDerivative.next(DENSE * n * n * n / 2).choleskyDerivative(n, l, lo, g, go, out, oo, scratch);
    }

    @Override
    public void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        solveLower.next(ELEMENTWISE * n * n * m / 2).solveLower(n, m, l, lo, b, bo, x, xo);
    }

    @Override
    public void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        solveLowerTransposed.next(ELEMENTWISE * n * n * m / 2).solveLowerTransposed(n, m, l, lo, b, bo, x, xo);
    }

    @Override
    public void gather(double[] source, int so, int[] index, int io, double[] out, int oo, int n) {
        plain.gather(source, so, index, io, out, oo, n);
    }

    @Override
    public void scatterAdd(double[] x, int xo, int[] index, int io, double[] target, int to, int n) {
        plain.scatterAdd(x, xo, index, io, target, to, n);
    }
}
