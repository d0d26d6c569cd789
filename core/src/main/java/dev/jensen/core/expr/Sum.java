package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum over one inner axis, which disappears.
 *
 * @param axis from 0
 */
public record Sum(int axis) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(Broadcasting.insertAxis(adjoint, node.operand(0).shape(), axis));
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sum that && axis == that.axis;
    }

    @Override
    public int hashCode() {
        return axis;
    }
}
