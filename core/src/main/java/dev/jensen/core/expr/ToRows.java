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

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ToRows that && plate.equals(that.plate);
    }

    @Override
    public int hashCode() {
        return plate.hashCode();
    }
}
