package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of two numbers applied element by element, after broadcasting.
 *
 * @param op which function
 */
public record Binary(BinaryOp op) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        List<@Nullable Expr> full = op.pullback(a, b, node, adjoint);
        return Arrays.asList(sumTo(full.get(0), node, a), sumTo(full.get(1), node, b));
    }

    private static @Nullable Expr sumTo(@Nullable Expr adjoint, Expr node, Expr operand) {
        return adjoint == null ? null : Broadcasting.sumTo(adjoint, node.shape(), operand.shape());
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Binary that && op == that.op;
    }

    @Override
    public int hashCode() {
        return op.hashCode();
    }
}
