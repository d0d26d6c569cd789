package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Running sums along one inner axis.
 *
 * @param axis from 0
 * @param reverse whether the sums run from the end
 */
public record CumulativeSum(int axis, boolean reverse) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        return List.of(full.cumulativeSum(axis, !reverse));
    }
}
