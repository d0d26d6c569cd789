package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.AxisReduction;
import dev.jensen.core.engine.instruction.Copies;
import dev.jensen.core.engine.instruction.Elementwise;
import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.engine.instruction.Runs;
import dev.jensen.core.engine.instruction.SpecialFunction;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.CumulativeSum;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Join;
import dev.jensen.core.expr.LogSumExp;
import dev.jensen.core.expr.MultiplyAdd;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Polygamma;
import dev.jensen.core.expr.Put;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.SpecialOperation;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.Unary;
import java.util.Arrays;

/**
 * From a node that computes each row by itself, or has no rows, to its instruction: elements one by one, sums along inner axes, and
 * inner elements in another order.
 */
final class InnerLowering {
    private final Kernels kernels;
    private final int draws;
    private final int rows;
    private final Operands at;

    InnerLowering(Kernels kernels, int draws, int rows, Operands at) {
        this.kernels = kernels;
        this.draws = draws;
        this.rows = rows;
        this.at = at;
    }

    /** A node with rows or without. */
    Instruction lower(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof Unary
                || operation instanceof Polygamma
                || operation instanceof SpecialOperation
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
            in[i] = at.register(node.operand(i));
            ins[i] = at.array(node.operand(i));
            sizes[i] = node.operand(i).shape().size();
        }
        if (!node.shape().hasRows() && Arrays.stream(sizes).allMatch(size -> size == 1)) {
            return new Copies.Collection(in, ins, draws, at.register(node), at.array(node));
        }
        int run = node.shape().hasRows() ? rows : 1;
        return new Copies.Concatenation(in, ins, sizes, draws, run, at.register(node), at.array(node));
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
                at.register(x),
                at.array(x),
                at.register(node),
                at.array(node));
    }

    /** A special function takes three numbers, of which the last may be there again. */
    private static Expr[] operands(Expr node) {
        Expr[] operands = node.operands().toArray(Expr[]::new);
        if (!(node.operation() instanceof SpecialOperation)) {
            return operands;
        }
        Expr last = operands[operands.length - 1];
        return new Expr[] {operands[0], operands.length > 1 ? operands[1] : last, last};
    }

    Instruction elementwise(Operation operation, Expr node, Expr... in) {
        Shape shape = node.shape();
        int[] sizes = loops(shape);
        int[][] strides = new int[in.length + 1][];
        for (int i = 0; i < in.length; i++) {
            strides[i] = strides(in[i], shape);
        }
        strides[in.length] = strides(node, shape);
        Runs runs = Runs.of(sizes, strides);
        if (operation instanceof SpecialOperation pointwise) {
            return new Elementwise.Three(
                    SpecialFunction.kernel(pointwise),
                    new Register[] {at.register(in[0]), at.register(in[1]), at.register(in[2])},
                    new double[][] {at.array(in[0]), at.array(in[1]), at.array(in[2])},
                    at.register(node),
                    at.array(node),
                    runs);
        }
        if (operation instanceof Binary binary) {
            return new Elementwise.Two(
                    kernels.binary(binary.op()),
                    at.register(in[0]),
                    at.array(in[0]),
                    at.register(in[1]),
                    at.array(in[1]),
                    at.register(node),
                    at.array(node),
                    runs);
        }
        if (operation instanceof Select || operation instanceof MultiplyAdd) {
            return new Elementwise.Three(
                    operation instanceof Select ? kernels::select : kernels::multiplyAdd,
                    new Register[] {at.register(in[0]), at.register(in[1]), at.register(in[2])},
                    new double[][] {at.array(in[0]), at.array(in[1]), at.array(in[2])},
                    at.register(node),
                    at.array(node),
                    runs);
        }
        UnaryKernel kernel = operation instanceof Polygamma polygamma
                ? kernels.polygamma(polygamma.order())
                : kernels.unary(((Unary) operation).op());
        if (runs.step[0] == 0) {
            throw new IllegalStateException("a function of one number repeats its operand: " + node);
        }
        return new Elementwise.One(
                kernel, at.register(in[0]), at.array(in[0]), at.register(node), at.array(node), runs);
    }

    private Instruction reduction(Expr node, int axis, boolean disappears, AxisReduction.PlaneKernel kernel) {
        Expr x = node.operand(0);
        Shape from = x.shape();
        int before = from.sizeBefore(axis);
        int after = from.sizeAfter(axis);
        int planes = from.dimension(axis);
        Register source = at.register(x);
        Register target = at.register(node);
        int tile = from.hasRows() ? rows : 1;
        int step = source.elementStride();
        int outStep = target.elementStride();
        int outPlanes = disappears ? 1 : planes;
        Runs runs = Runs.of(
                new int[] {draws, before, after, tile},
                new int[] {source.drawStride(), planes * after * step, step, 1},
                new int[] {target.drawStride(), outPlanes * after * outStep, outStep, 1});
        return new AxisReduction(kernel, planes, after * step, source, at.array(x), target, at.array(node), runs);
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
        Register register = at.register(operand);
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
}
