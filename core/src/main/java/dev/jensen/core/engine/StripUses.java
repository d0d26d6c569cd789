package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Products;
import dev.jensen.core.expr.Affine;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.Tiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Who takes data in strips as they lie: products with what has no rows, and sums over rows times what is no data. */
final class StripUses {
    private StripUses() {}

    /**
     * The data in strips that something else takes too, so that passes must copy them.
     *
     * @param root the node whose memory a node shares
     */
    static Set<Expr> others(Schedule schedule, UnaryOperator<Expr> root) {
        Set<Expr> others = new HashSet<>();
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                if (root.apply(node) != node) {
                    continue; // a view, whose users count
                }
                List<Expr> operands = node.operands();
                for (int i = 0; i < operands.size(); i++) {
                    Expr data = root.apply(operands.get(i));
                    if (isStrips(data) && !takes(node, i, root)) {
                        others.add(data);
                    }
                }
            }
        }
        return others;
    }

    private static boolean isStrips(Expr node) {
        return node.operation() instanceof Column column && column.tiles() instanceof Tiles.Strips;
    }

    /** Whether a node takes its operand number {@code i} strip by strip. */
    private static boolean takes(Expr node, int i, UnaryOperator<Expr> root) {
        if (i > 1) {
            return false;
        }
        Expr other = node.operands().size() > 1 ? node.operand(1 - i) : node;
        if (node.operation() instanceof MatMul || node.operation() instanceof Affine) {
            return !other.shape().hasRows();
        }
        return node.operation() instanceof RowProduct product && sumsBy(product, node, i, root);
    }

    /** Whether operand {@code i} of a sum over rows is the tile, and the other one the weights. */
    private static boolean sumsBy(RowProduct product, Expr node, int i, UnaryOperator<Expr> root) {
        Expr other = node.operand(1 - i);
        if (root.apply(other).operation() instanceof Column || other.shape().plate() == null) {
            return false;
        }
        if (i == 0) {
            return true;
        }
        Products.View first =
                Products.View.of(other.shape().dimension(0), other.shape().dimension(1), product.transposeFirst());
        return first.rows() == 1;
    }
}
