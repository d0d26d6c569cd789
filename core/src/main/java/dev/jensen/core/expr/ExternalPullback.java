package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vector–Jacobian products of an external function for all its inputs, one after the other in a vector. The operands
 * are the inputs and the adjoint. Its own derivative is {@link ExternalDifference}.
 *
 * @param function the user's
 */
public record ExternalPullback(ExternalFunction function) implements Outside {
    @Override
    public void run(int draws, double[][] operands, double[] result) {
        int inputs = operands.length - 1;
        double[][] products = External.products(function, draws, Arrays.copyOf(operands, inputs), operands[inputs]);
        int stride = External.perDraw(draws, result);
        int from = 0;
        for (double[] product : products) {
            int size = External.perDraw(draws, product);
            for (int draw = 0; draw < draws; draw++) {
                System.arraycopy(product, draw * size, result, draw * stride + from, size);
            }
            from += size;
        }
    }

    /** With g = J(x)ᵀa and its adjoint w: x receives ∇ₓ(wᵀJ(x)ᵀa), which is d/dh J(x + hw)ᵀa, and a receives J(x)w. */
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        List<Expr> operands = new ArrayList<>(node.operands());
        operands.add(full);
        Expr a = node.operand(node.operands().size() - 1);
        int size = node.shape().size() + a.shape().size();
        return External.parts(new Expr(new ExternalDifference(function), operands, Shape.of(size)), node.operands());
    }

    @Override
    public String toString() {
        return "pullback of external " + function.name();
    }
}
