package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * log Σ exp over one inner axis, which disappears; shifted by the maximum, so that it neither overflows nor loses the
 * small terms.
 *
 * @param axis from 0
 */
public record LogSumExp(int axis) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr x = node.operand(0);
        Expr weights = x.minus(Broadcasting.insertAxis(node, x.shape(), axis)).exp();
        return List.of(Broadcasting.insertAxis(adjoint, x.shape(), axis).times(weights));
    }
}
