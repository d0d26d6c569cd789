package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inner elements picked by a fixed table: index, slice, transpose, repeat. Element i is the operand's table[i]. */
public final class Take implements Operation {
    private final int[] table;

    Take(int[] table) {
        this.table = table;
    }

    /**
     * Which element of the operand each element is.
     *
     * @return a copy
     */
    public int[] table() {
        return table.clone();
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        return List.of(full.put(table, node.operand(0).shape().inner()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Take that && Arrays.equals(table, that.table);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(table);
    }

    @Override
    public String toString() {
        return "take";
    }
}
