package dev.jensen.core.engine.instruction;

import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Literal;
import dev.jensen.core.expr.Scan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of h ← a h + b, a number, with a and b the same at all times or one for each: two loops, over draws and times. */
public final class LinearRecurrence extends Instruction {
    /** Where a number lies, for each draw and at each time. */
    private record Series(double[] array, int base, int drawStride, int timeStride) {
        static Series of(Register register, double[] array, boolean moves) {
            return new Series(array, register.base(), register.drawStride(), moves ? register.elementStride() : 0);
        }
    }

    private final int draws;
    private final int steps;
    private final boolean reverse;
    private final Series start;
    private final Series slope;
    private final Series offset;
    private final Series path;

    private LinearRecurrence(Scan scan, int draws, Series start, Series slope, Series offset, Series path) {
        this.draws = draws;
        this.steps = scan.steps();
        this.reverse = scan.reverse();
        this.start = start;
        this.slope = slope;
        this.offset = offset;
        this.path = path;
    }

    /** The instruction, or null where the step is anything else. */
    public static @Nullable LinearRecurrence of(
            Scan scan, int draws, List<Register> operands, List<double[]> arrays, Register out, double[] array) {
        Scan.Step step = scan.step();
        if (!fits(step)) {
            return null;
        }
        Expr next = step.next().get(0);
        Series slope = series(next.operand(0).operand(1), scan, step, operands, arrays);
        Series offset = series(next.operand(1), scan, step, operands, arrays);
        if (slope == null || offset == null) {
            return null;
        }
        Series start = Series.of(operands.get(0), arrays.get(0), false);
        return new LinearRecurrence(scan, draws, start, slope, offset, Series.of(out, array, true));
    }

    /** Whether a step is h·a + b, as an affine step of one number is written. */
    public static boolean fits(Scan.Step step) {
        Expr next = step.next().get(0);
        return step.next().size() == 1
                && next.shape().rank() == 0
                && isBinary(next, BinaryOp.ADD)
                && isBinary(next.operand(0), BinaryOp.MULTIPLY)
                && next.operand(0).operand(0) == step.variables().get(0)
                && next.operand(0).operand(1).operands().isEmpty()
                && next.operand(1).operands().isEmpty();
    }

    private static boolean isBinary(Expr node, BinaryOp op) {
        return node.operation() instanceof Binary binary && binary.op() == op;
    }

    private static @Nullable Series series(
            Expr value, Scan scan, Scan.Step step, List<Register> operands, List<double[]> arrays) {
        if (value.shape().rank() > 0) {
            return null;
        }
        if (value.operation() instanceof Literal literal) {
            return new Series(literal.values(), 0, 0, 0);
        }
        int index = step.variables().indexOf(value);
        return index < 1 ? null : Series.of(operands.get(index), arrays.get(index), index <= scan.inputs());
    }

    /** Steps in a run. */
    public int steps() {
        return steps;
    }

    @Override
    public void run(Position at) {
        int direction = reverse ? -1 : 1;
        int first = reverse ? steps - 1 : 0;
        int slopeStep = direction * slope.timeStride;
        int offsetStep = direction * offset.timeStride;
        int pathStep = direction * path.timeStride;
        for (int draw = 0; draw < draws; draw++) {
            double h = start.array[start.base + draw * start.drawStride];
            int a = slope.base + draw * slope.drawStride + first * slope.timeStride;
            int b = offset.base + draw * offset.drawStride + first * offset.timeStride;
            int o = path.base + draw * path.drawStride + (reverse ? steps : 0) * path.timeStride;
            path.array[o] = h;
            for (int n = 0; n < steps; n++) {
                h = h * slope.array[a] + offset.array[b];
                o += pathStep;
                path.array[o] = h;
                a += slopeStep;
                b += offsetStep;
            }
        }
    }
}
