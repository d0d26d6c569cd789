package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Repeats an expression without rows on every row of a plate.
 *
 * @param plate whose rows
 */
public record OnRows(Plate plate) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(Broadcasting.sumTo(adjoint, node.shape(), node.operand(0).shape()));
    }
}
