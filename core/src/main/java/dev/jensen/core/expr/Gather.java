package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every row picks an element of the last inner axis of an expression without rows.
 *
 * @param index which element each row picks
 */
public record Gather(IntColumn index) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner()).onRows(index.plate());
        return List.of(full.scatterAdd(index));
    }
}
