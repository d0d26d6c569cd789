package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rewrites a finished graph so that what only a sum uses goes into the sum, and near relatives share their work. */
final class Fusion {
    private Fusion() {}

    static List<Expr> fuse(List<Expr> roots) {
        List<Expr> order = Graph.topological(roots);
        Map<Expr, Integer> users = new HashMap<>();
        for (Expr node : order) {
            for (Expr operand : node.operands()) {
                count(operand, 1, users);
            }
        }
        for (Expr root : roots) {
            count(root, 2, users);
        }
        Map<Expr, Expr> rewritten = new HashMap<>();
        Set<Expr> softened = new HashSet<>();
        for (Expr node : order) {
            if (isOwnSoftplus(node, users)) {
                softened.add(node.operand(0).operand(0));
            }
        }
        Map<Expr, Expr> exponentials = new HashMap<>();
        for (Expr node : order) {
            Expr fused = affine(node, users, rewritten);
            if (fused == null) {
                fused = fused(node, users, rewritten);
            }
            if (fused == null) {
                fused = rowSum(node, users, rewritten);
            }
            if (fused == null) {
                fused = dot(node, users, rewritten);
            }
            if (fused == null) {
                fused = logistic(node, users, softened, exponentials, rewritten);
            }
            Expr now = fused != null ? fused : rebuilt(node, rewritten);
            if (now != node) {
                rewritten.put(node, now);
            }
        }
        List<Expr> results = new ArrayList<>(roots.size());
        for (Expr root : roots) {
            results.add(now(root, rewritten));
        }
        return results;
    }

    /** Counts the users of what can be fused, which single numbers cannot. */
    private static void count(Expr node, int more, Map<Expr, Integer> users) {
        if (node.shape().hasRows() || node.shape().rank() > 0) {
            users.merge(node, more, Integer::sum);
        }
    }

    private static @Nullable Expr fused(Expr node, Map<Expr, Integer> users, Map<Expr, Expr> rewritten) {
        if (!(node.operation() instanceof Binary sum)
                || (node.shape().rank() == 0 && !node.shape().hasRows())) {
            return null;
        }
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        if (sum.op() == BinaryOp.ADD) {
            if (isOwnProduct(a, node, users)) {
                return multiplyAdd(now(a.operand(0), rewritten), now(a.operand(1), rewritten), now(b, rewritten), node);
            }
            if (isOwnProduct(b, node, users)) {
                return multiplyAdd(now(b.operand(0), rewritten), now(b.operand(1), rewritten), now(a, rewritten), node);
            }
        }
        if (sum.op() == BinaryOp.SUBTRACT && node.shape().hasRows()) {
            // The sign goes to a part without rows, where it costs next to nothing.
            if (isOwnProduct(b, node, users)) {
                Expr first = now(b.operand(0), rewritten);
                Expr second = now(b.operand(1), rewritten);
                if (!first.shape().hasRows()) {
                    return multiplyAdd(first.negate(), second, now(a, rewritten), node);
                }
                if (!second.shape().hasRows()) {
                    return multiplyAdd(first, second.negate(), now(a, rewritten), node);
                }
            } else if (isOwnProduct(a, node, users) && !b.shape().hasRows()) {
                Expr c = now(b, rewritten).negate();
                return multiplyAdd(now(a.operand(0), rewritten), now(a.operand(1), rewritten), c, node);
            }
        }
        return null;
    }

    /** A product with rows, seen in another shape or not, that only the sum with something without rows uses. */
    private static @Nullable Expr affine(Expr node, Map<Expr, Integer> users, Map<Expr, Expr> rewritten) {
        if (!(node.operation() instanceof Binary sum)
                || sum.op() != BinaryOp.ADD
                || !node.shape().hasRows()) {
            return null;
        }
        int with = node.operand(0).shape().hasRows() ? 0 : 1;
        Expr seen = node.operand(with);
        Expr added = node.operand(1 - with);
        Expr product = seen;
        while (product.operation() instanceof Reshape && users.getOrDefault(product, 0) == 1) {
            product = product.operand(0);
        }
        if (!(product.operation() instanceof MatMul matMul)
                || users.getOrDefault(product, 0) != 1
                || added.shape().hasRows()
                || !seen.shape().equals(node.shape())
                || (added.shape().size() != 1
                        && added.shape().size() != product.shape().size())
                || product.operand(0).shape().hasRows()
                        == product.operand(1).shape().hasRows()) {
            return null;
        }
        Operation operation = new Affine(matMul.transposeFirst(), matMul.transposeSecond());
        List<Expr> operands =
                List.of(now(product.operand(0), rewritten), now(product.operand(1), rewritten), now(added, rewritten));
        Expr affine = new Expr(operation, operands, product.shape());
        return seen == product ? affine : affine.reshape(seen.shape().inner());
    }

    private static Expr multiplyAdd(Expr a, Expr b, Expr c, Expr node) {
        return new Expr(new MultiplyAdd(), List.of(a, b, c), node.shape());
    }

    /** A sum over rows of a product or a square that nothing else uses. */
    private static @Nullable Expr rowSum(Expr node, Map<Expr, Integer> users, Map<Expr, Expr> rewritten) {
        if (!(node.operation() instanceof SumRows) || users.getOrDefault(node.operand(0), 0) != 1) {
            return null;
        }
        Expr x = node.operand(0);
        if (x.operation() instanceof Unary unary && unary.op() == UnaryOp.SQUARE) {
            Expr a = now(x.operand(0), rewritten);
            return new Expr(new RowDot(), List.of(a, a), node.shape());
        }
        if (x.operation() instanceof Binary binary && binary.op() == BinaryOp.MULTIPLY) {
            Expr a = now(x.operand(0), rewritten);
            Expr b = now(x.operand(1), rewritten);
            if (a.shape().equals(x.shape()) && b.shape().equals(x.shape())) {
                return new Expr(new RowDot(), List.of(a, b), node.shape());
            }
        }
        return null;
    }

    /** The sum of a vector's elements, none of which has rows, where it is a product that nothing else uses. */
    private static @Nullable Expr dot(Expr node, Map<Expr, Integer> users, Map<Expr, Expr> rewritten) {
        if (!(node.operation() instanceof Sum)
                || node.shape().hasRows()
                || node.shape().rank() > 0) {
            return null;
        }
        Expr product = node.operand(0);
        if (!isOwnProduct(product, product, users)) {
            return null;
        }
        Expr a = now(product.operand(0), rewritten);
        Expr b = now(product.operand(1), rewritten);
        return a.shape().equals(product.shape()) && b.shape().equals(product.shape()) ? a.dot(b) : null;
    }

    /** Whether a node is the sum over rows of a softplus that nothing else uses. */
    private static boolean isOwnSoftplus(Expr node, Map<Expr, Integer> users) {
        return node.operation() instanceof SumRows
                && node.operand(0).operation() instanceof Unary unary
                && unary.op() == UnaryOp.SOFTPLUS
                && users.getOrDefault(node.operand(0), 0) == 1;
    }

    /** The softplus summed over rows, and the logistic function of the same number, share their exponential. */
    private static @Nullable Expr logistic(
            Expr node,
            Map<Expr, Integer> users,
            Set<Expr> softened,
            Map<Expr, Expr> exponentials,
            Map<Expr, Expr> rewritten) {
        boolean isSum = isOwnSoftplus(node, users);
        boolean isSigmoid = node.operation() instanceof Unary unary
                && unary.op() == UnaryOp.SIGMOID
                && softened.contains(node.operand(0));
        if (!isSum && !isSigmoid) {
            return null;
        }
        Expr original = isSum ? node.operand(0).operand(0) : node.operand(0);
        Expr x = now(original, rewritten);
        Expr e = exponentials.computeIfAbsent(
                original, key -> new Expr(new Unary(UnaryOp.EXP_MINUS_ABS), List.of(x), x.shape()));
        Operation operation = isSum ? new SoftplusRows() : new Binary(BinaryOp.SIGMOID_GIVEN_EXP);
        return new Expr(operation, List.of(x, e), node.shape());
    }

    private static boolean isOwnProduct(Expr x, Expr node, Map<Expr, Integer> users) {
        return x.operation() instanceof Binary binary
                && binary.op() == BinaryOp.MULTIPLY
                && users.getOrDefault(x, 0) == 1
                && x.shape().equals(node.shape());
    }

    private static Expr rebuilt(Expr node, Map<Expr, Expr> rewritten) {
        List<Expr> operands = new ArrayList<>(node.operands().size());
        boolean same = true;
        for (Expr operand : node.operands()) {
            Expr now = now(operand, rewritten);
            same &= now == operand;
            operands.add(now);
        }
        return same ? node : new Expr(node.operation(), operands, node.shape());
    }

    private static Expr now(Expr node, Map<Expr, Expr> rewritten) {
        return rewritten.getOrDefault(node, node);
    }
}
