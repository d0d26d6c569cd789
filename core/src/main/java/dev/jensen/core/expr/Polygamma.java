package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The n-th derivative of the digamma function, for n of 2 and more (digamma and trigamma are unary operations).
 *
 * @param order n, at least 2
 */
public record Polygamma(int order) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(adjoint.times(node.operand(0).polygamma(order + 1)));
    }
}
