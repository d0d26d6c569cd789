package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.expr.BinaryOp;

/** Products of inner matrices: on every row, summed over the rows, or without rows. */
public final class Products {
    private Products() {}

    /**
     * How a stored inner matrix is read: element (i, j) of the matrix that is meant lies at i·row + j·column.
     *
     * @param rows of the matrix that is meant
     * @param columns of the matrix that is meant
     * @param row stride in elements
     * @param column stride in elements
     */
    public record View(int rows, int columns, int row, int column) {
        /** Returns the view of a matrix that is stored row by row, or of its transpose. */
        public static View of(int storedRows, int storedColumns, boolean transposed) {
            return transposed
                    ? new View(storedColumns, storedRows, 1, storedColumns)
                    : new View(storedRows, storedColumns, storedColumns, 1);
        }
    }

    /** A factor: its register, the array that it lies in, and how its matrix is read. */
    public static final class Factor {
        private final Register register;
        private final double[] array;
        private final View view;
        private final boolean hasRows;

        /** Takes what is in a register as a matrix. */
        public Factor(Register register, double[] array, View view, boolean hasRows) {
            this.register = register;
            this.array = array;
            this.view = view;
            this.hasRows = hasRows;
        }

        private Register register() {
            return register;
        }

        private double[] array() {
            return array;
        }

        private View view() {
            return view;
        }

        private boolean hasRows() {
            return hasRows;
        }

        private int rowStride() {
            return view.row() * register.elementStride();
        }

        private int columnStride() {
            return view.column() * register.elementStride();
        }
    }

    /** out = a·b, plus what has no rows where it says so, for a tile of rows, where one factor has rows or both. */
    public static final class OnTile extends Instruction {
        private final Kernels kernels;
        private final int draws;
        private final int rows;
        private final Factor a;
        private final Factor b;
        private final Register start;
        private final double[] starts;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public OnTile(
                Kernels kernels,
                int draws,
                int rows,
                Factor a,
                Factor b,
                Register start,
                double[] starts,
                Register out,
                double[] outs) {
            this.kernels = kernels;
            this.draws = draws;
            this.rows = rows;
            this.a = a;
            this.b = b;
            this.start = start;
            this.starts = starts;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            int ao = a.register().offset(at);
            int bo = b.register().offset(at);
            int oo = out.offset(at);
            if (!b.hasRows()) {
                rowsTimesCoefficients(ao, bo, oo);
            } else if (!a.hasRows()) {
                coefficientsTimesRows(ao, bo, oo);
            } else {
                rowByRow(ao, bo, oo);
            }
        }

        private void rowsTimesCoefficients(int ao, int bo, int oo) {
            int m = a.view().rows();
            int n = b.view().columns();
            boolean together = a.register().drawStride() == 0 && n == 1;
            int calls = together ? 1 : draws;
            int q = together ? draws : n;
            int bq = together ? b.register().drawStride() : b.columnStride();
            int sq = together ? start.drawStride() : start.elementStride();
            int oq = together ? out.drawStride() : out.elementStride();
            for (int draw = 0; draw < calls; draw++) {
                int ad = ao + draw * a.register().drawStride();
                int bd = bo + draw * b.register().drawStride();
                int sd = start.base() + draw * start.drawStride();
                int od = oo + draw * out.drawStride();
                for (int i = 0; i < m; i++) {
                    kernels.project(
                            a.array(),
                            ad + i * a.rowStride(),
                            a.columnStride(),
                            a.register().stripStride(),
                            a.view().columns(),
                            b.array(),
                            bd,
                            bq,
                            b.rowStride(),
                            starts,
                            sd + i * n * start.elementStride(),
                            sq,
                            outs,
                            od + i * n * out.elementStride(),
                            oq,
                            q,
                            rows);
                }
            }
        }

        private void coefficientsTimesRows(int ao, int bo, int oo) {
            int m = a.view().rows();
            int n = b.view().columns();
            boolean together = b.register().drawStride() == 0 && m == 1;
            int calls = together ? 1 : draws;
            int q = together ? draws : m;
            int aq = together ? a.register().drawStride() : a.rowStride();
            int sq = together ? start.drawStride() : n * start.elementStride();
            int oq = together ? out.drawStride() : n * out.elementStride();
            for (int draw = 0; draw < calls; draw++) {
                int ad = ao + draw * a.register().drawStride();
                int bd = bo + draw * b.register().drawStride();
                int sd = start.base() + draw * start.drawStride();
                int od = oo + draw * out.drawStride();
                for (int j = 0; j < n; j++) {
                    kernels.project(
                            b.array(),
                            bd + j * b.columnStride(),
                            b.rowStride(),
                            b.register().stripStride(),
                            b.view().rows(),
                            a.array(),
                            ad,
                            aq,
                            a.columnStride(),
                            starts,
                            sd + j * start.elementStride(),
                            sq,
                            outs,
                            od + j * out.elementStride(),
                            oq,
                            q,
                            rows);
                }
            }
        }

        private void rowByRow(int ao, int bo, int oo) {
            int m = a.view().rows();
            int n = b.view().columns();
            BinaryKernel times = kernels.binary(BinaryOp.MULTIPLY);
            for (int draw = 0; draw < draws; draw++) {
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        int to = oo + draw * out.drawStride() + (i * n + j) * out.elementStride();
                        int ai = ao + draw * a.register().drawStride() + i * a.rowStride();
                        int bj = bo + draw * b.register().drawStride() + j * b.columnStride();
                        times.apply(a.array(), ai, 1, b.array(), bj, 1, outs, to, rows);
                        for (int l = 1; l < a.view().columns(); l++) {
                            kernels.multiplyAdd(
                                    a.array(),
                                    ai + l * a.columnStride(),
                                    1,
                                    b.array(),
                                    bj + l * b.rowStride(),
                                    1,
                                    outs,
                                    to,
                                    1,
                                    outs,
                                    to,
                                    rows);
                        }
                    }
                }
            }
        }
    }

    /** sum += Σ_rows a·b, where both have rows. */
    public static final class OverRows extends Instruction {
        private final Kernels kernels;
        private final int draws;
        private final Factor a;
        private final Factor b;
        private final Accumulator sum;
        private final double[] scratch = new double[Kernels.REDUCE_SCRATCH];

        /** Prepares the call over registers and their arrays. */
        public OverRows(Kernels kernels, int draws, Factor a, Factor b, Accumulator sum) {
            this.kernels = kernels;
            this.draws = draws;
            this.a = a;
            this.b = b;
            this.sum = sum;
        }

        @Override
        public void run(Position at) {
            int ao = a.register().offset(at);
            int bo = b.register().offset(at);
            int target = sum.offset(at.chunk);
            int m = a.view().rows();
            int n = b.view().columns();
            for (int l = 0; l < a.view().columns(); l++) {
                int al = ao + l * a.columnStride();
                int bl = bo + l * b.rowStride();
                if (a.register().drawStride() == 0 && n == 1) {
                    reduce(a, al, a.rowStride(), m, b, bl, b.register().drawStride(), draws, at.rows, target, m, 1);
                } else if (b.register().drawStride() == 0 && m == 1) {
                    reduce(b, bl, b.columnStride(), n, a, al, a.register().drawStride(), draws, at.rows, target, n, 1);
                } else {
                    for (int draw = 0; draw < draws; draw++) {
                        int ad = al + draw * a.register().drawStride();
                        int bd = bl + draw * b.register().drawStride();
                        int to = target + draw * m * n;
                        reduce(a, ad, a.rowStride(), m, b, bd, b.columnStride(), n, at.rows, to, 1, n);
                    }
                }
            }
        }

        private void reduce(
                Factor x, int xo, int xs, int k, Factor g, int go, int gs, int q, int rows, int to, int tq, int tk) {
            int strip = x.register().stripStride();
            kernels.reduceRows(x.array(), xo, xs, strip, k, g.array(), go, gs, q, rows, sum.array, to, tq, tk, scratch);
        }
    }

    /** out = a·b without rows. */
    public static final class Dense extends Instruction {
        private final Kernels kernels;
        private final int draws;
        private final Factor a;
        private final Factor b;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Dense(Kernels kernels, int draws, Factor a, Factor b, Register out, double[] outs) {
            this.kernels = kernels;
            this.draws = draws;
            this.a = a;
            this.b = b;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            int n = b.view().columns();
            for (int draw = 0; draw < draws; draw++) {
                kernels.matMul(
                        a.view().rows(),
                        a.view().columns(),
                        n,
                        a.array(),
                        a.register().base() + draw * a.register().drawStride(),
                        a.view().row(),
                        a.view().column(),
                        b.array(),
                        b.register().base() + draw * b.register().drawStride(),
                        b.view().row(),
                        b.view().column(),
                        outs,
                        out.base() + draw * out.drawStride(),
                        n);
            }
        }
    }

    /** What each draw's matrix receives from the adjoint of its Cholesky factor. */
    public static final class FactorDerivative extends Instruction {
        private final Kernels kernels;
        private final int draws;
        private final Factor factor;
        private final Factor adjoint;
        private final Register out;
        private final double[] outs;
        private final double[] scratch;

        /** Prepares the call over registers and their arrays. */
        public FactorDerivative(
                Kernels kernels, int draws, Factor factor, Factor adjoint, Register out, double[] outs) {
            this.kernels = kernels;
            this.draws = draws;
            this.factor = factor;
            this.adjoint = adjoint;
            this.out = out;
            this.outs = outs;
            this.scratch = new double[Kernels.choleskyScratch(factor.view().rows())];
        }

        @Override
        public void run(Position at) {
            int n = factor.view().rows();
            for (int draw = 0; draw < draws; draw++) {
                int l = factor.register().base() + draw * factor.register().drawStride();
                int g = adjoint.register().base() + draw * adjoint.register().drawStride();
                int o = out.base() + draw * out.drawStride();
                kernels.choleskyDerivative(n, factor.array(), l, adjoint.array(), g, outs, o, scratch);
            }
        }
    }

    /** The solution of each draw's triangular system. */
    public static final class Solve extends Instruction {
        private final Kernels kernels;
        private final boolean transposed;
        private final int draws;
        private final Factor factor;
        private final Factor right;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Solve(
                Kernels kernels,
                boolean transposed,
                int draws,
                Factor factor,
                Factor right,
                Register out,
                double[] outs) {
            this.kernels = kernels;
            this.transposed = transposed;
            this.draws = draws;
            this.factor = factor;
            this.right = right;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            int n = factor.view().rows();
            int m = right.view().columns();
            for (int draw = 0; draw < draws; draw++) {
                int l = factor.register().base() + draw * factor.register().drawStride();
                int b = right.register().base() + draw * right.register().drawStride();
                int x = out.base() + draw * out.drawStride();
                if (transposed) {
                    kernels.solveLowerTransposed(n, m, factor.array(), l, right.array(), b, outs, x);
                } else {
                    kernels.solveLower(n, m, factor.array(), l, right.array(), b, outs, x);
                }
            }
        }
    }
}
