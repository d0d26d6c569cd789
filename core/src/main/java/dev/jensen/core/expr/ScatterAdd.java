package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every row adds its value to one element of a new last inner axis, the transpose of {@link Gather}.
 *
 * @param index to which element each row adds
 */
public record ScatterAdd(IntColumn index) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(Broadcasting.toInner(adjoint, node.shape().inner()).gather(index));
    }
}
