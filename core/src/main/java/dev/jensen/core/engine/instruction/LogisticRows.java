package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.SoftplusRows;
import dev.jensen.core.expr.Unary;
import dev.jensen.core.expr.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** out = 1/(1 + e⁻ˣ) and sum += Σ_rows log(1 + eˣ), which share their exponential: the heart of a Bernoulli likelihood. */
public final class LogisticRows extends Instruction {
    private final Kernels kernels;
    private final int draws;
    private final int elements;
    private final Register x;
    private final double[] xs;
    private final Register out;
    private final double[] outs;
    private final Accumulator sum;

    /** Prepares the call over registers and their arrays. */
    public LogisticRows(
            Kernels kernels,
            int draws,
            int elements,
            Register x,
            double[] xs,
            Register out,
            double[] outs,
            Accumulator sum) {
        this.kernels = kernels;
        this.draws = draws;
        this.elements = elements;
        this.x = x;
        this.xs = xs;
        this.out = out;
        this.outs = outs;
        this.sum = sum;
    }

    /**
     * The logistic functions in a pass that are computed so, each with its sum of softpluses: those whose exponential nothing
     * else uses.
     */
    public static Map<Expr, Expr> softplusOf(List<Expr> nodes, Predicate<Expr> isUsedElsewhere) {
        Map<Expr, List<Expr>> users = new HashMap<>();
        for (Expr node : nodes) {
            for (Expr operand : node.operands()) {
                if (operand.operation() instanceof Unary unary && unary.op() == UnaryOp.EXP_MINUS_ABS) {
                    users.computeIfAbsent(operand, key -> new ArrayList<>()).add(node);
                }
            }
        }
        Map<Expr, Expr> pairs = new HashMap<>();
        users.forEach((exponential, both) -> {
            if (both.size() == 2 && !isUsedElsewhere.test(exponential)) {
                int sum = both.get(0).operation() instanceof SoftplusRows ? 0 : 1;
                Expr sigmoid = both.get(1 - sum);
                if (both.get(sum).operation() instanceof SoftplusRows
                        && sigmoid.operation() instanceof Binary binary
                        && binary.op() == BinaryOp.SIGMOID_GIVEN_EXP) {
                    pairs.put(sigmoid, both.get(sum));
                }
            }
        });
        return pairs;
    }

    @Override
    public void run(Position at) {
        int target = sum.offset(at.chunk);
        for (int draw = 0; draw < draws; draw++) {
            int xo = x.offset(at) + draw * x.drawStride();
            int oo = out.offset(at) + draw * out.drawStride();
            for (int e = 0; e < elements; e++) {
                sum.array[target + draw * elements + e] +=
                        kernels.logistic(xs, xo + e * x.elementStride(), outs, oo + e * out.elementStride(), at.rows);
            }
        }
    }
}
