package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same elements in the same order under other inner dimensions. */
public record Reshape() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        if (adjoint.shape().rank() == 0) {
            return List.of(adjoint);
        }
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        return List.of(full.reshape(node.operand(0).shape().inner()));
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reshape;
    }

    @Override
    public int hashCode() {
        return Reshape.class.hashCode();
    }
}
