package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Element by element the second operand where the first is not 0, else the third. */
public record Select() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr condition = node.operand(0);
        Expr zero = Expr.constant(0);
        return Arrays.asList(
                null,
                Broadcasting.sumTo(
                        Expr.select(condition, adjoint, zero),
                        node.shape(),
                        node.operand(1).shape()),
                Broadcasting.sumTo(
                        Expr.select(condition, zero, adjoint),
                        node.shape(),
                        node.operand(2).shape()));
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Select;
    }

    @Override
    public int hashCode() {
        return Select.class.hashCode();
    }
}
