package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the graphs that expressions make. None recurses, so that graphs may be deep. */
public final class Graph {
    private Graph() {}

    /**
     * Every node that the roots need, each once, operands before users.
     *
     * @param roots where to start
     * @return a new list
     */
    public static List<Expr> topological(List<Expr> roots) {
        List<Expr> order = new ArrayList<>();
        Set<Expr> entered = new HashSet<>();
        List<Expr> path = new ArrayList<>();
        int[] next = new int[16];
        for (Expr root : roots) {
            if (!entered.add(root)) {
                continue;
            }
            path.add(root);
            next[0] = 0;
            while (!path.isEmpty()) {
                int depth = path.size() - 1;
                Expr node = path.get(depth);
                List<Expr> operands = node.operands();
                if (next[depth] == operands.size()) {
                    path.remove(depth);
                    order.add(node);
                    continue;
                }
                Expr operand = operands.get(next[depth]++);
                if (!entered.add(operand)) {
                    continue;
                }
                if (operand.operands().isEmpty()) {
                    order.add(operand);
                    continue;
                }
                path.add(operand);
                if (depth + 1 == next.length) {
                    next = Arrays.copyOf(next, 2 * next.length);
                }
                next[depth + 1] = 0;
            }
        }
        return order;
    }

    /**
     * Rewrites graphs so that equal nodes are one node.
     *
     * @param roots the graphs
     * @return the same graphs with common subexpressions shared
     */
    public static List<Expr> shared(List<Expr> roots) {
        return substitute(roots, Map.of());
    }

    /**
     * Rewrites graphs with some nodes replaced by others, sharing common subexpressions. A variable is itself only,
     * whatever another is called.
     *
     * @param roots the graphs
     * @param replacements for each node to replace, one of the same shape
     * @return the rewritten graphs
     */
    public static List<Expr> substitute(List<Expr> roots, Map<Expr, Expr> replacements) {
        Map<Expr, Expr> rewritten = new HashMap<>(); // without the nodes that stay
        Map<Key, Expr> known = new HashMap<>();
        for (Expr node : topological(roots)) {
            if (!replacements.isEmpty() && replacements.containsKey(node)) {
                rewritten.put(node, replacements.getOrDefault(node, node));
                continue;
            }
            if (node.operation() instanceof Variable) {
                continue;
            }
            Expr[] operands = new Expr[node.operands().size()];
            boolean same = true;
            for (int k = 0; k < operands.length; k++) {
                Expr operand = node.operand(k);
                operands[k] = rewritten.isEmpty() ? operand : rewritten.getOrDefault(operand, operand);
                same &= operands[k] == operand;
            }
            Key key = new Key(node.operation(), node.shape(), operands);
            Expr first = known.get(key);
            if (first == null) {
                first = same ? node : new Expr(node.operation(), List.of(operands), node.shape());
                known.put(key, first);
            }
            if (first != node) {
                rewritten.put(node, first);
            }
        }
        List<Expr> results = new ArrayList<>(roots.size());
        for (Expr root : roots) {
            results.add(rewritten.getOrDefault(root, root));
        }
        return results;
    }

    /**
     * What a node computes, of other operands.
     *
     * @param node any node
     * @param operands as many as it has, each of the shape of the one in whose place it stands
     * @return a node of the same operation and shape
     * @throws IllegalArgumentException if shapes differ
     */
    public static Expr like(Expr node, List<Expr> operands) {
        for (int k = 0; k < Math.max(operands.size(), node.operands().size()); k++) {
            if (k >= operands.size()
                    || k >= node.operands().size()
                    || !operands.get(k).shape().equals(node.operand(k).shape())) {
                throw new IllegalArgumentException("operand " + k + " of " + node.operation()
                        + " must have the shape of the one in whose place it stands: " + operands + " for "
                        + node.operands());
            }
        }
        return new Expr(node.operation(), List.copyOf(operands), node.shape());
    }

    /** What a node computes; operands are compared by identity. */
    private static final class Key {
        private final Operation operation;
        private final Shape shape;
        private final Expr[] operands;
        private final int hash;

        Key(Operation operation, Shape shape, Expr[] operands) {
            this.operation = operation;
            this.shape = shape;
            this.operands = operands;
            int mixed = operation.hashCode();
            for (Expr operand : operands) {
                mixed = 31 * mixed + operand.hashCode();
            }
            this.hash = mixed;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Key that) || hash != that.hash || operands.length != that.operands.length) {
                return false;
            }
            for (int k = 0; k < operands.length; k++) {
                if (operands[k] != that.operands[k]) {
                    return false;
                }
            }
            return operation.equals(that.operation) && shape.equals(that.shape);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
