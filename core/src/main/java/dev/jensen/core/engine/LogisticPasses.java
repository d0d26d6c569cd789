package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.expr.Affine;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.Tiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds logistic regressions on data in strips: product, logistic function and sums over rows that one call can do. That pays for
 * one or two draws over data that come from memory; draws that go through a tile together are the better choice elsewhere.
 */
final class LogisticPasses {
    private static final int MOST_DRAWS = 2;

    /** Numbers of data that do not stay in a third-level cache. */
    private static final int LARGE = 1 << 21;

    /**
     * One of them.
     *
     * @param product η, which nothing else uses
     * @param matrix the operand of {@code product} that is data
     * @param coefficients the operand of {@code product} without rows
     * @param sum the sum over rows of the same data times the logistic function
     */
    record LogisticPass(Expr product, Expr matrix, Expr coefficients, Expr sum) {}

    private final List<Expr> nodes;
    private final Map<Expr, Register> registers;
    private final UnaryOperator<Expr> root;
    private final int draws;

    /** For the nodes of a pass, registers being laid out. */
    LogisticPasses(List<Expr> nodes, Map<Expr, Register> registers, UnaryOperator<Expr> root, int draws) {
        this.nodes = nodes;
        this.registers = registers;
        this.root = root;
        this.draws = draws;
    }

    /**
     * Finds them.
     *
     * @param withSoftplus logistic functions, each with the sum of softpluses that shares its exponential
     * @param elsewhere nodes that other passes use
     * @return by logistic function
     */
    Map<Expr, LogisticPass> find(Map<Expr, Expr> withSoftplus, Set<Expr> elsewhere) {
        Map<Expr, LogisticPass> found = new HashMap<>();
        if (draws > MOST_DRAWS) {
            return found;
        }
        withSoftplus.forEach((sigmoid, softplus) -> {
            Expr product = root.apply(sigmoid.operand(0));
            if (!isProduct(product)
                    || elsewhere.contains(product)
                    || product.shape().size() > 1) {
                return;
            }
            int data = product.operand(0).shape().hasRows() ? 0 : 1;
            Expr matrix = product.operand(data);
            if (!isLarge(matrix) || isUsedOtherwise(product, Set.of(sigmoid, softplus, sigmoid.operand(1)))) {
                return;
            }
            for (Expr node : nodes) {
                if (node.operation() instanceof RowProduct && isSum(node, matrix, sigmoid)) {
                    found.put(sigmoid, new LogisticPass(product, matrix, product.operand(1 - data), node));
                }
            }
        });
        return found;
    }

    private static boolean isProduct(Expr node) {
        return node.operation() instanceof MatMul || node.operation() instanceof Affine;
    }

    private boolean isLarge(Expr node) {
        return root.apply(node).operation() instanceof Column column
                && column.tiles() instanceof Tiles.Strips strips
                && strips.values().length >= LARGE
                && registers.containsKey(node)
                && registers.get(node).array() == strips.values();
    }

    private boolean isUsedOtherwise(Expr product, Set<Expr> users) {
        for (Expr node : nodes) {
            if (root.apply(node) == node && !users.contains(node)) {
                for (Expr operand : node.operands()) {
                    if (root.apply(operand) == product) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isSum(Expr node, Expr matrix, Expr sigmoid) {
        for (int i = 0; i < 2; i++) {
            if (registers.get(node.operand(i)) == registers.get(matrix)
                    && root.apply(node.operand(1 - i)) == sigmoid
                    && node.operand(1 - i).shape().size() == 1) {
                return true;
            }
        }
        return false;
    }
}
