package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last inner axis seen as the rows of a plate.
 *
 * @param plate whose size is the axis' length
 */
public record ToRows(Plate plate) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(Broadcasting.toInner(adjoint, node.shape().inner())
                .onRows(plate)
                .toAxis());
    }
}
