package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Σ log(1 + eᵃ) over the rows, given b = e^(−|a|): the sum of max(a, 0) plus the logarithm of the product of 1 + b, one
 * logarithm for hundreds of rows. Its derivative by a is the whole derivative.
 */
public record SoftplusRows() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return Arrays.asList(adjoint.times(node.operand(0).sigmoid()), null);
    }
}
