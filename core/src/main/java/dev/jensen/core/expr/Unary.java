package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number applied to every element.
 *
 * @param op which function
 */
public record Unary(UnaryOp op) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(op.pullback(node.operand(0), node, adjoint));
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Unary that && op == that.op;
    }

    @Override
    public int hashCode() {
        return op.hashCode();
    }
}
