package dev.jensen.core.engine;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.ToRows;

/** Which nodes share the memory of another: reshaping, viewing an axis as rows and cutting planes copy nothing. */
final class Views {
    private Views() {}

    /** The node whose memory a node shares, itself if it has its own. */
    static Expr root(Expr node) {
        Expr at = node;
        while (at.operation() instanceof Reshape || at.operation() instanceof ToRows || isPart(at)) {
            at = at.operand(0);
        }
        return at;
    }

    static boolean is(Expr node) {
        return root(node) != node;
    }

    /** Whether a node is consecutive planes, or one number, of its operand. */
    static boolean isPart(Expr node) {
        return node.operation() instanceof Take take
                && (node.shape().hasRows()
                        ? isRange(take.table())
                        : node.shape().size() == 1);
    }

    private static boolean isRange(int[] table) {
        for (int i = 1; i < table.length; i++) {
            if (table[i] != table[0] + i) {
                return false;
            }
        }
        return true;
    }
}
