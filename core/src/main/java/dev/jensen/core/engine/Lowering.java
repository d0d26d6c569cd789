package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Accumulator;
import dev.jensen.core.engine.instruction.AxisReduction;
import dev.jensen.core.engine.instruction.Copies;
import dev.jensen.core.engine.instruction.Elementwise;
import dev.jensen.core.engine.instruction.ExternalCall;
import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.LinearRecurrence;
import dev.jensen.core.engine.instruction.LogisticPass;
import dev.jensen.core.engine.instruction.LogisticRows;
import dev.jensen.core.engine.instruction.NoiseOfRows;
import dev.jensen.core.engine.instruction.Products;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.engine.instruction.RowDots;
import dev.jensen.core.engine.instruction.RowSum;
import dev.jensen.core.engine.instruction.RowSystems;
import dev.jensen.core.engine.instruction.Runs;
import dev.jensen.core.engine.instruction.SpecialFunction;
import dev.jensen.core.engine.instruction.Triangular;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.engine.ode.OdeInstruction;
import dev.jensen.core.expr.Affine;
import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.Cholesky;
import dev.jensen.core.expr.CholeskyDerivative;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.CovarianceAdjoint;
import dev.jensen.core.expr.CumulativeSum;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Join;
import dev.jensen.core.expr.LogSumExp;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.MultiplyAdd;
import dev.jensen.core.expr.OdeAdjoint;
import dev.jensen.core.expr.OdeProblem;
import dev.jensen.core.expr.OdeSolve;
import dev.jensen.core.expr.OdeSystem;
import dev.jensen.core.expr.OnRows;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Outside;
import dev.jensen.core.expr.Pointwise;
import dev.jensen.core.expr.Polygamma;
import dev.jensen.core.expr.Put;
import dev.jensen.core.expr.RowDot;
import dev.jensen.core.expr.RowNoise;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.Sampled;
import dev.jensen.core.expr.Scan;
import dev.jensen.core.expr.ScatterAdd;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.SoftplusRows;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.SumRows;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.Tiles;
import dev.jensen.core.expr.TriangleCholesky;
import dev.jensen.core.expr.TriangleOf;
import dev.jensen.core.expr.TriangularSolve;
import dev.jensen.core.expr.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a node to the instruction that computes it, registers being laid out. */
public final class Lowering {
    private static final double[] ZEROS = {0};
    private static final Register ZERO = Register.fixed(ZEROS, 0, 0, 0);

    private final Kernels kernels;
    private final int draws;
    private final int rows;
    private final Map<Expr, Register> registers;
    private final double[] local;
    private final @Nullable Batch batch;

    /** For tiles (or cuts of tiles) of {@code rows} rows of all data or of a minibatch, in a worker's own array. */
    Lowering(
            Kernels kernels,
            int draws,
            int rows,
            Map<Expr, Register> registers,
            double[] local,
            @Nullable Batch batch) {
        this.kernels = kernels;
        this.draws = draws;
        this.rows = rows;
        this.registers = registers;
        this.local = local;
        this.batch = batch;
    }

    /** A node without rows whose operands have none. */
    Instruction rowless(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof MatMul matMul) {
            return new Products.Dense(
                    kernels,
                    draws,
                    factor(node.operand(0), matMul.transposeFirst()),
                    factor(node.operand(1), matMul.transposeSecond()),
                    register(node),
                    array(node));
        }
        if (operation instanceof Cholesky) {
            return factorize(kernels::cholesky, node);
        }
        if (operation instanceof CholeskyDerivative) {
            return new Products.FactorDerivative(
                    kernels,
                    draws,
                    factor(node.operand(0), false),
                    factor(node.operand(1), false),
                    register(node),
                    array(node));
        }
        if (operation instanceof TriangleCholesky) {
            return factorize(kernels::choleskyOfTriangle, node);
        }
        if (operation instanceof TriangleOf) {
            Expr x = node.operand(0);
            int n = x.shape().dimension(0);
            return new Triangular.Cut(draws, n, register(x), array(x), register(node), array(node));
        }
        if (operation instanceof CovarianceAdjoint adjoint) {
            return ofCovariance(node, adjoint);
        }
        if (operation instanceof TriangularSolve solve) {
            return new Products.Solve(
                    kernels,
                    solve.transposed(),
                    draws,
                    factor(node.operand(0), false),
                    factor(node.operand(1), false),
                    register(node),
                    array(node));
        }
        if (operation instanceof Outside outside) {
            return external(node, outside);
        }
        if (operation instanceof Scan scan) {
            List<Register> in = node.operands().stream().map(this::register).toList();
            List<double[]> arrays = node.operands().stream().map(this::array).toList();
            Instruction linear = LinearRecurrence.of(scan, draws, in, arrays, register(node), array(node));
            return linear != null ? linear : new Recurrence(scan, draws, in, arrays, register(node), array(node));
        }
        if (operation instanceof OdeSolve ode) {
            return ode(ode.system(), ode.problem(), false, node);
        }
        if (operation instanceof OdeAdjoint ode) {
            return ode(ode.system(), ode.problem(), true, node);
        }
        return anywhere(node);
    }

    private Instruction factorize(Triangular.Factorize.Kernel kernel, Expr node) {
        Expr x = node.operand(0);
        int n = node.shape().dimension(0);
        return new Triangular.Factorize(kernel, draws, n, register(x), array(x), register(node), array(node));
    }

    private Instruction ofCovariance(Expr node, CovarianceAdjoint adjoint) {
        Expr factor = node.operand(0);
        Expr vectors = node.operand(1);
        int n = factor.shape().dimension(0);
        return new Triangular.OfCovariance(
                kernels,
                draws,
                n,
                vectors.shape().size() / n,
                adjoint.outer(),
                adjoint.inverse(),
                register(factor),
                array(factor),
                register(vectors),
                array(vectors),
                register(node),
                array(node));
    }

    private Instruction external(Expr node, Outside outside) {
        int operands = node.operands().size();
        Register[] in = new Register[operands];
        double[][] ins = new double[operands][];
        int[] sizes = new int[operands];
        for (int i = 0; i < operands; i++) {
            in[i] = register(node.operand(i));
            ins[i] = in[i].in(local);
            sizes[i] = node.operand(i).shape().size();
        }
        return new ExternalCall(outside, draws, in, ins, sizes, register(node), array(node));
    }

    private Instruction ode(OdeSystem system, OdeProblem problem, boolean backward, Expr node) {
        List<Register> in = node.operands().stream().map(this::register).toList();
        List<double[]> arrays = node.operands().stream().map(this::array).toList();
        return new OdeInstruction(
                new CompiledSlopes(system), problem, backward, draws, in, arrays, register(node), array(node));
    }

    /** A node with rows. */
    Instruction onTile(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof MatMul matMul) {
            return product(node, matMul.transposeFirst(), matMul.transposeSecond(), ZERO, ZEROS);
        }
        if (operation instanceof Affine affine) {
            Register start = register(node.operand(2));
            start = node.operand(2).shape().size() == 1 ? start.repeated() : start;
            return product(node, affine.transposeFirst(), affine.transposeSecond(), start, array(node.operand(2)));
        }
        if (operation instanceof Cholesky) {
            return new RowSystems.Factorize(
                    draws, rows, node.shape().dimension(0), planes(node.operand(0)), planes(node));
        }
        if (operation instanceof CholeskyDerivative) {
            int n = node.shape().dimension(0);
            return new RowSystems.FactorDerivative(
                    draws, rows, n, planes(node.operand(0)), planes(node.operand(1)), planes(node));
        }
        if (operation instanceof TriangularSolve solve) {
            return new RowSystems.Solve(
                    solve.transposed(),
                    draws,
                    rows,
                    node.shape().dimension(0),
                    node.shape().dimension(1),
                    planes(node.operand(0)),
                    planes(node.operand(1)),
                    planes(node));
        }
        if (operation instanceof Gather gather) {
            Expr x = node.operand(0);
            return new Copies.Pick(
                    kernels,
                    gather.index(),
                    integers(gather.index()),
                    draws,
                    node.shape().size(),
                    rows,
                    register(x),
                    array(x),
                    register(node),
                    array(node));
        }
        if (operation instanceof Sampled sampled && batch != null) {
            return new Copies.Fetch(sampled.column(), batch.rows, rows, register(node), array(node));
        }
        if (operation instanceof Column column && node.shape().plate() != null) {
            int tileRows = node.shape().plate().tileRows();
            if (column.tiles() instanceof Tiles.Strips strips) {
                int size = node.shape().size();
                Register from = Register.strips(strips.values(), size, tileRows, rows);
                return new Copies.Unstrip(strips.values(), size, rows, from, register(node), array(node));
            }
            return new Copies.Load(
                    Copies.Load.of(column.tiles(), kernels),
                    node.shape().size(),
                    tileRows,
                    rows,
                    register(node),
                    array(node));
        }
        if (operation instanceof RowNoise noise) {
            return new NoiseOfRows(
                    noise.stream(),
                    draws,
                    node.shape().size(),
                    rows,
                    batch == null ? null : batch.rows,
                    register(node.operand(0)),
                    array(node.operand(0)),
                    register(node),
                    array(node));
        }
        if (operation instanceof OnRows) {
            return elementwise(new Select(), node, node.operand(0), node.operand(0), node.operand(0));
        }
        return anywhere(node);
    }

    private Instruction product(Expr node, boolean firstTurned, boolean secondTurned, Register start, double[] starts) {
        return new Products.OnTile(
                kernels,
                draws,
                rows,
                factor(node.operand(0), firstTurned),
                factor(node.operand(1), secondTurned),
                start,
                starts,
                register(node),
                array(node));
    }

    /** A node without rows that a pass over its operands' rows computes. */
    Instruction overRows(Expr node, Accumulator sum) {
        Operation operation = node.operation();
        Expr x = node.operand(0);
        int elements = x.shape().size();
        if (operation instanceof SumRows) {
            return new RowSum(kernels, draws, elements, register(x), array(x), sum);
        }
        if (operation instanceof RowDot || operation instanceof SoftplusRows) {
            Expr y = node.operand(1);
            RowDots.PairSum kernel = operation instanceof RowDot ? kernels::dot : kernels::softplusSum;
            return new RowDots(kernel, draws, elements, register(x), array(x), register(y), array(y), sum);
        }
        if (operation instanceof ScatterAdd scatter) {
            return new Copies.AddTo(
                    kernels, scatter.index(), integers(scatter.index()), draws, elements, register(x), array(x), sum);
        }
        if (operation instanceof RowProduct product) {
            return new Products.OverRows(
                    kernels,
                    draws,
                    factor(x, product.transposeFirst()),
                    factor(node.operand(1), product.transposeSecond()),
                    sum);
        }
        throw new IllegalStateException("no instruction sums rows by " + operation);
    }

    /** The logistic function of a node, with the sum of its softpluses. */
    Instruction logistic(Expr sigmoid, Accumulator softplus) {
        Expr x = sigmoid.operand(0);
        int elements = x.shape().size();
        return new LogisticRows(
                kernels, draws, elements, register(x), array(x), register(sigmoid), array(sigmoid), softplus);
    }

    /** The logistic function of a product, with the sums that go with it, for data in strips. */
    Instruction logisticPass(Expr sigmoid, LogisticPasses.LogisticPass pass, Accumulator softplus, Accumulator sum) {
        Expr product = pass.product();
        boolean starts = product.operation() instanceof Affine;
        return new LogisticPass(
                kernels,
                draws,
                rows,
                pass.matrix().shape().size(),
                register(pass.matrix()),
                array(pass.matrix()),
                register(pass.coefficients()),
                array(pass.coefficients()),
                starts ? register(product.operand(2)) : ZERO,
                starts ? array(product.operand(2)) : ZEROS,
                register(product),
                array(product),
                register(sigmoid),
                array(sigmoid),
                softplus,
                sum);
    }

    /** A node whose last axis is the rows of its operand. */
    Instruction store(Expr node) {
        Expr x = node.operand(0);
        int size = node.shape().dimension(node.shape().rank() - 1);
        return new Copies.Store(draws, x.shape().size(), size, register(x), array(x), register(node), array(node));
    }

    private Instruction anywhere(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof Unary
                || operation instanceof Polygamma
                || operation instanceof Pointwise
                || operation instanceof Binary
                || operation instanceof MultiplyAdd
                || operation instanceof Select) {
            return elementwise(operation, node, operands(node));
        }
        if (operation instanceof Sum sum) {
            return reduction(node, sum.axis(), true, this::sumAlong);
        }
        if (operation instanceof LogSumExp logSumExp) {
            return reduction(node, logSumExp.axis(), true, kernels::logSumExpPlanes);
        }
        if (operation instanceof CumulativeSum cumulative) {
            boolean reverse = cumulative.reverse();
            AxisReduction.PlaneKernel kernel = node.shape().hasRows()
                    ? (x, xo, stride, planes, out, oo, n) ->
                            kernels.cumulativeSumPlanes(x, xo, stride, planes, reverse, out, oo, n)
                    : (x, xo, stride, planes, out, oo, n) -> runningSums(x, xo, stride, planes, reverse, out, oo, n);
            return reduction(node, cumulative.axis(), false, kernel);
        }
        if (operation instanceof Take take) {
            return table(node, take.table(), false);
        }
        if (operation instanceof Put put) {
            return table(node, put.table(), true);
        }
        if (operation instanceof Join) {
            return join(node);
        }
        throw new IllegalStateException("no instruction for " + operation);
    }

    private void sumAlong(double[] x, int xo, int stride, int planes, double[] out, int oo, int n) {
        if (n == 1 && stride == 1) {
            out[oo] = kernels.sum(x, xo, planes);
        } else {
            kernels.sumPlanes(x, xo, stride, planes, out, oo, n);
        }
    }

    /** Writes exactly n numbers a plane: without rows, planes have no padding, and the one behind may be done already. */
    private static void runningSums(
            double[] x, int xo, int stride, int planes, boolean reverse, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int p = 0; p < planes; p++) {
                int plane = (reverse ? planes - 1 - p : p) * stride;
                sum += x[xo + plane + i];
                out[oo + plane + i] = sum;
            }
        }
    }

    private Instruction join(Expr node) {
        int parts = node.operands().size();
        Register[] in = new Register[parts];
        double[][] ins = new double[parts][];
        int[] sizes = new int[parts];
        for (int i = 0; i < parts; i++) {
            in[i] = register(node.operand(i));
            ins[i] = in[i].in(local);
            sizes[i] = node.operand(i).shape().size();
        }
        if (!node.shape().hasRows() && Arrays.stream(sizes).allMatch(size -> size == 1)) {
            return new Copies.Collection(in, ins, draws, register(node), array(node));
        }
        int run = node.shape().hasRows() ? rows : 1;
        return new Copies.Concatenation(in, ins, sizes, draws, run, register(node), array(node));
    }

    private Instruction table(Expr node, int[] table, boolean adds) {
        Expr x = node.operand(0);
        return new Copies.Table(
                kernels,
                table,
                adds,
                draws,
                node.shape().size(),
                node.shape().hasRows() ? rows : 1,
                register(x),
                array(x),
                register(node),
                array(node));
    }

    /** A special function takes three numbers, of which the last may be there again. */
    private static Expr[] operands(Expr node) {
        Expr[] operands = node.operands().toArray(Expr[]::new);
        if (!(node.operation() instanceof Pointwise)) {
            return operands;
        }
        Expr last = operands[operands.length - 1];
        return new Expr[] {operands[0], operands.length > 1 ? operands[1] : last, last};
    }

    private Instruction elementwise(Operation operation, Expr node, Expr... in) {
        Shape shape = node.shape();
        int[] sizes = loops(shape);
        int[][] strides = new int[in.length + 1][];
        for (int i = 0; i < in.length; i++) {
            strides[i] = strides(in[i], shape);
        }
        strides[in.length] = strides(node, shape);
        Runs runs = Runs.of(sizes, strides);
        if (operation instanceof Pointwise pointwise) {
            return new Elementwise.Three(
                    SpecialFunction.kernel(pointwise),
                    new Register[] {register(in[0]), register(in[1]), register(in[2])},
                    new double[][] {array(in[0]), array(in[1]), array(in[2])},
                    register(node),
                    array(node),
                    runs);
        }
        if (operation instanceof Binary binary) {
            return new Elementwise.Two(
                    kernels.binary(binary.op()),
                    register(in[0]),
                    array(in[0]),
                    register(in[1]),
                    array(in[1]),
                    register(node),
                    array(node),
                    runs);
        }
        if (operation instanceof Select || operation instanceof MultiplyAdd) {
            return new Elementwise.Three(
                    operation instanceof Select ? kernels::select : kernels::multiplyAdd,
                    new Register[] {register(in[0]), register(in[1]), register(in[2])},
                    new double[][] {array(in[0]), array(in[1]), array(in[2])},
                    register(node),
                    array(node),
                    runs);
        }
        UnaryKernel kernel = operation instanceof Polygamma polygamma
                ? kernels.polygamma(polygamma.order())
                : kernels.unary(((Unary) operation).op());
        if (runs.step[0] == 0) {
            throw new IllegalStateException("a function of one number repeats its operand: " + node);
        }
        return new Elementwise.One(kernel, register(in[0]), array(in[0]), register(node), array(node), runs);
    }

    private Instruction reduction(Expr node, int axis, boolean disappears, AxisReduction.PlaneKernel kernel) {
        Expr x = node.operand(0);
        Shape from = x.shape();
        int before = from.sizeBefore(axis);
        int after = from.sizeAfter(axis);
        int planes = from.dimension(axis);
        Register source = register(x);
        Register target = register(node);
        int tile = from.hasRows() ? rows : 1;
        int step = source.elementStride();
        int outStep = target.elementStride();
        int outPlanes = disappears ? 1 : planes;
        Runs runs = Runs.of(
                new int[] {draws, before, after, tile},
                new int[] {source.drawStride(), planes * after * step, step, 1},
                new int[] {target.drawStride(), outPlanes * after * outStep, outStep, 1});
        return new AxisReduction(kernel, planes, after * step, source, array(x), target, array(node), runs);
    }

    private int[] loops(Shape shape) {
        int[] sizes = new int[shape.rank() + 2];
        sizes[0] = draws;
        for (int axis = 0; axis < shape.rank(); axis++) {
            sizes[axis + 1] = shape.dimension(axis);
        }
        sizes[shape.rank() + 1] = shape.hasRows() ? rows : 1;
        return sizes;
    }

    /** Strides of an operand over the loops of a result, 0 where the operand is repeated. */
    private int[] strides(Expr operand, Shape result) {
        Register register = register(operand);
        Shape shape = operand.shape();
        int[] strides = new int[result.rank() + 2];
        strides[0] = register.drawStride();
        int stride = register.elementStride();
        for (int back = 1; back <= shape.rank(); back++) {
            int dimension = shape.dimension(shape.rank() - back);
            strides[result.rank() + 1 - back] = dimension == 1 ? 0 : stride;
            stride *= dimension;
        }
        strides[result.rank() + 1] = shape.hasRows() ? 1 : 0;
        return strides;
    }

    private Products.Factor factor(Expr x, boolean transposed) {
        Products.View view = Products.View.of(x.shape().dimension(0), x.shape().dimension(1), transposed);
        return new Products.Factor(register(x), array(x), view, x.shape().hasRows());
    }

    private RowSystems.Planes planes(Expr x) {
        return new RowSystems.Planes(array(x), register(x));
    }

    private Register register(Expr node) {
        Register register = registers.get(node);
        if (register == null) {
            throw new IllegalStateException("no register for " + node);
        }
        return register;
    }

    private int[] integers(IntColumn index) {
        return batch == null ? index.values() : batch.of(index);
    }

    private double[] array(Expr node) {
        return register(node).in(local);
    }
}
