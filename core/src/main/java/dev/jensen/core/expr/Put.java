package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inner elements added into zeros at the places of a fixed table, the transpose of {@link Take}: element table[i]
 * receives the operand's element i.
 */
public final class Put implements Operation {
    private final int[] table;

    Put(int[] table) {
        this.table = table;
    }

    /**
     * Where each element of the operand goes.
     *
     * @return a copy
     */
    public int[] table() {
        return table.clone();
    }

    /** The table itself, which nobody writes to. */
    int[] places() {
        return table;
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        return List.of(full.take(table, node.operand(0).shape().inner()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Put that && Arrays.equals(table, that.table);
    }

    @Override
    public int hashCode() {
        return 31 + Arrays.hashCode(table);
    }

    @Override
    public String toString() {
        return "put";
    }
}
