package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a plate seen as a new last inner axis. */
public record ToAxis() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Plate plate = node.operand(0).shape().plate();
        if (plate == null) {
            throw new IllegalStateException("toAxis of an expression without rows");
        }
        return List.of(Broadcasting.toInner(adjoint, node.shape().inner()).toRows(plate));
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ToAxis;
    }

    @Override
    public int hashCode() {
        return ToAxis.class.hashCode();
    }
}
