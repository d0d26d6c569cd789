package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Accumulator;
import dev.jensen.core.engine.instruction.Copies;
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
import dev.jensen.core.engine.instruction.Triangular;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.ode.OdeInstruction;
import dev.jensen.core.expr.Affine;
import dev.jensen.core.expr.Cholesky;
import dev.jensen.core.expr.CholeskyDerivative;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.CovarianceAdjoint;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.OdeAdjoint;
import dev.jensen.core.expr.OdeProblem;
import dev.jensen.core.expr.OdeSolve;
import dev.jensen.core.expr.OdeSystem;
import dev.jensen.core.expr.OnRows;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Outside;
import dev.jensen.core.expr.RowDot;
import dev.jensen.core.expr.RowNoise;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.Sampled;
import dev.jensen.core.expr.Scan;
import dev.jensen.core.expr.ScatterAdd;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.SoftplusRows;
import dev.jensen.core.expr.SumRows;
import dev.jensen.core.expr.Tiles;
import dev.jensen.core.expr.TriangleCholesky;
import dev.jensen.core.expr.TriangleOf;
import dev.jensen.core.expr.TriangularSolve;
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
    private final Operands at;
    private final InnerLowering inner;
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
        this.at = new Operands(registers, local);
        this.inner = new InnerLowering(kernels, draws, rows, at);
        this.batch = batch;
    }

    /** A node without rows whose operands have none. */
    Instruction rowless(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof MatMul matMul) {
            return new Products.Dense(
                    kernels,
                    draws,
                    at.factor(node.operand(0), matMul.transposeFirst()),
                    at.factor(node.operand(1), matMul.transposeSecond()),
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof Cholesky) {
            return factorize(kernels::cholesky, node);
        }
        if (operation instanceof CholeskyDerivative) {
            return new Products.FactorDerivative(
                    kernels,
                    draws,
                    at.factor(node.operand(0), false),
                    at.factor(node.operand(1), false),
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof TriangleCholesky) {
            return factorize(kernels::choleskyOfTriangle, node);
        }
        if (operation instanceof TriangleOf) {
            Expr x = node.operand(0);
            int n = x.shape().dimension(0);
            return new Triangular.Cut(draws, n, at.register(x), at.array(x), at.register(node), at.array(node));
        }
        if (operation instanceof CovarianceAdjoint adjoint) {
            return ofCovariance(node, adjoint);
        }
        if (operation instanceof TriangularSolve solve) {
            return new Products.Solve(
                    kernels,
                    solve.transposed(),
                    draws,
                    at.factor(node.operand(0), false),
                    at.factor(node.operand(1), false),
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof Outside outside) {
            return external(node, outside);
        }
        if (operation instanceof Scan scan) {
            List<Register> in = node.operands().stream().map(at::register).toList();
            List<double[]> arrays = node.operands().stream().map(at::array).toList();
            Instruction linear = LinearRecurrence.of(scan, draws, in, arrays, at.register(node), at.array(node));
            return linear != null ? linear : new Recurrence(scan, draws, in, arrays, at.register(node), at.array(node));
        }
        if (operation instanceof OdeSolve ode) {
            return ode(ode.system(), ode.problem(), false, node);
        }
        if (operation instanceof OdeAdjoint ode) {
            return ode(ode.system(), ode.problem(), true, node);
        }
        return inner.lower(node);
    }

    private Instruction factorize(Triangular.Factorize.Kernel kernel, Expr node) {
        Expr x = node.operand(0);
        int n = node.shape().dimension(0);
        return new Triangular.Factorize(
                kernel, draws, n, at.register(x), at.array(x), at.register(node), at.array(node));
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
                at.register(factor),
                at.array(factor),
                at.register(vectors),
                at.array(vectors),
                at.register(node),
                at.array(node));
    }

    private Instruction external(Expr node, Outside outside) {
        int operands = node.operands().size();
        Register[] in = new Register[operands];
        double[][] ins = new double[operands][];
        int[] sizes = new int[operands];
        for (int i = 0; i < operands; i++) {
            in[i] = at.register(node.operand(i));
            ins[i] = at.array(node.operand(i));
            sizes[i] = node.operand(i).shape().size();
        }
        return new ExternalCall(outside, draws, in, ins, sizes, at.register(node), at.array(node));
    }

    private Instruction ode(OdeSystem system, OdeProblem problem, boolean backward, Expr node) {
        List<Register> in = node.operands().stream().map(at::register).toList();
        List<double[]> arrays = node.operands().stream().map(at::array).toList();
        return new OdeInstruction(
                new CompiledSlopes(system), problem, backward, draws, in, arrays, at.register(node), at.array(node));
    }

    /** A node with rows. */
    Instruction onTile(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof MatMul matMul) {
            return product(node, matMul.transposeFirst(), matMul.transposeSecond(), ZERO, ZEROS);
        }
        if (operation instanceof Affine affine) {
            Register start = at.register(node.operand(2));
            start = node.operand(2).shape().size() == 1 ? start.repeated() : start;
            return product(node, affine.transposeFirst(), affine.transposeSecond(), start, at.array(node.operand(2)));
        }
        if (operation instanceof Cholesky) {
            return new RowSystems.Factorize(
                    draws, rows, node.shape().dimension(0), at.planes(node.operand(0)), at.planes(node));
        }
        if (operation instanceof CholeskyDerivative) {
            int n = node.shape().dimension(0);
            return new RowSystems.FactorDerivative(
                    draws, rows, n, at.planes(node.operand(0)), at.planes(node.operand(1)), at.planes(node));
        }
        if (operation instanceof TriangularSolve solve) {
            return new RowSystems.Solve(
                    solve.transposed(),
                    draws,
                    rows,
                    node.shape().dimension(0),
                    node.shape().dimension(1),
                    at.planes(node.operand(0)),
                    at.planes(node.operand(1)),
                    at.planes(node));
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
                    at.register(x),
                    at.array(x),
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof Sampled sampled && batch != null) {
            return new Copies.Fetch(sampled.column(), batch.rows, rows, at.register(node), at.array(node));
        }
        if (operation instanceof Column column && node.shape().plate() != null) {
            int tileRows = node.shape().plate().tileRows();
            if (column.tiles() instanceof Tiles.Strips strips) {
                int size = node.shape().size();
                Register from = Register.strips(strips.values(), size, tileRows, rows);
                return new Copies.Unstrip(strips.values(), size, rows, from, at.register(node), at.array(node));
            }
            return new Copies.Load(
                    Copies.Load.of(column.tiles(), kernels),
                    node.shape().size(),
                    tileRows,
                    rows,
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof RowNoise noise) {
            return new NoiseOfRows(
                    noise.stream(),
                    draws,
                    node.shape().size(),
                    rows,
                    batch == null ? null : batch.rows,
                    at.register(node.operand(0)),
                    at.array(node.operand(0)),
                    at.register(node),
                    at.array(node));
        }
        if (operation instanceof OnRows) {
            return inner.elementwise(new Select(), node, node.operand(0), node.operand(0), node.operand(0));
        }
        return inner.lower(node);
    }

    private Instruction product(Expr node, boolean firstTurned, boolean secondTurned, Register start, double[] starts) {
        return new Products.OnTile(
                kernels,
                draws,
                rows,
                at.factor(node.operand(0), firstTurned),
                at.factor(node.operand(1), secondTurned),
                start,
                starts,
                at.register(node),
                at.array(node));
    }

    /** A node without rows that a pass over its operands' rows computes. */
    Instruction overRows(Expr node, Accumulator sum) {
        Operation operation = node.operation();
        Expr x = node.operand(0);
        int elements = x.shape().size();
        if (operation instanceof SumRows) {
            return new RowSum(kernels, draws, elements, at.register(x), at.array(x), sum);
        }
        if (operation instanceof RowDot || operation instanceof SoftplusRows) {
            Expr y = node.operand(1);
            RowDots.PairSum kernel = operation instanceof RowDot ? kernels::dot : kernels::softplusSum;
            return new RowDots(kernel, draws, elements, at.register(x), at.array(x), at.register(y), at.array(y), sum);
        }
        if (operation instanceof ScatterAdd scatter) {
            return new Copies.AddTo(
                    kernels,
                    scatter.index(),
                    integers(scatter.index()),
                    draws,
                    elements,
                    at.register(x),
                    at.array(x),
                    sum);
        }
        if (operation instanceof RowProduct product) {
            return new Products.OverRows(
                    kernels,
                    draws,
                    at.factor(x, product.transposeFirst()),
                    at.factor(node.operand(1), product.transposeSecond()),
                    sum);
        }
        throw new IllegalStateException("no instruction sums rows by " + operation);
    }

    /** The logistic function of a node, with the sum of its softpluses. */
    Instruction logistic(Expr sigmoid, Accumulator softplus) {
        Expr x = sigmoid.operand(0);
        int elements = x.shape().size();
        return new LogisticRows(
                kernels,
                draws,
                elements,
                at.register(x),
                at.array(x),
                at.register(sigmoid),
                at.array(sigmoid),
                softplus);
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
                at.register(pass.matrix()),
                at.array(pass.matrix()),
                at.register(pass.coefficients()),
                at.array(pass.coefficients()),
                starts ? at.register(product.operand(2)) : ZERO,
                starts ? at.array(product.operand(2)) : ZEROS,
                at.register(product),
                at.array(product),
                at.register(sigmoid),
                at.array(sigmoid),
                softplus,
                sum);
    }

    /** A node whose last axis is the rows of its operand. */
    Instruction store(Expr node) {
        Expr x = node.operand(0);
        int size = node.shape().dimension(node.shape().rank() - 1);
        return new Copies.Store(
                draws, x.shape().size(), size, at.register(x), at.array(x), at.register(node), at.array(node));
    }

    private int[] integers(IntColumn index) {
        return batch == null ? index.values() : batch.of(index);
    }
}
