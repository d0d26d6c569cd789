package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import org.jspecify.annotations.Nullable;

/** Whose noise stands at each element after a linear operation. */
final class RowsAfter {
    private RowsAfter() {}

    /** Nothing where the noise of several rows is mixed, or no longer known by its row. */
    static Piece.@Nullable Rows of(Expr node, Piece.Rows before) {
        if (before.kind() == Piece.Rows.Kind.NONE) {
            return before;
        }
        if (before.kind() == Piece.Rows.Kind.AXIS) {
            if (node.operation() instanceof ToRows || node.operation() instanceof Gather) {
                return new Piece.Rows(Piece.Rows.Kind.ROWS, node.operation());
            }
            boolean inner = node.operation() instanceof Sum sum
                    && sum.axis() < node.operand(0).shape().rank() - 1;
            return inner ? before : null;
        }
        if (node.shape().hasRows()) {
            return before;
        }
        return node.operation() instanceof ToAxis && before.by() instanceof ToRows ? Piece.Rows.AXIS : null;
    }
}
