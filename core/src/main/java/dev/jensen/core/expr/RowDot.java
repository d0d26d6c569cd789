package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Σ a·b over the rows, element by element: what a sum over rows becomes when it alone uses a product. */
public record RowDot() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(adjoint.times(node.operand(1)), adjoint.times(node.operand(0)));
    }
}
