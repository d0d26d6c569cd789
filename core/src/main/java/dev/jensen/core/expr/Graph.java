package dev.jensen.core.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Set<Expr> done = new HashSet<>();
        Deque<Expr> stack = new ArrayDeque<>();
        for (int i = roots.size() - 1; i >= 0; i--) {
            stack.push(roots.get(i));
        }
        while (!stack.isEmpty()) {
            Expr node = stack.peek();
            if (done.contains(node)) {
                stack.pop();
            } else if (entered.add(node)) {
                for (int i = node.operands().size() - 1; i >= 0; i--) {
                    Expr operand = node.operands().get(i);
                    if (!entered.contains(operand)) {
                        stack.push(operand);
                    }
                }
            } else {
                stack.pop();
                done.add(node);
                order.add(node);
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
        Map<Expr, Expr> rewritten = new HashMap<>();
        Map<Key, Expr> known = new HashMap<>();
        for (Expr node : topological(roots)) {
            Expr replacement = node.operation() instanceof Variable ? node : null;
            replacement = replacements.getOrDefault(node, replacement);
            if (replacement == null) {
                List<Expr> operands = new ArrayList<>(node.operands().size());
                List<Identity> identities = new ArrayList<>(node.operands().size());
                boolean same = true;
                for (Expr operand : node.operands()) {
                    Expr now = rewritten.getOrDefault(operand, operand);
                    same &= now == operand;
                    operands.add(now);
                    identities.add(new Identity(now));
                }
                Expr candidate = same ? node : new Expr(node.operation(), operands, node.shape());
                replacement =
                        known.computeIfAbsent(new Key(node.operation(), node.shape(), identities), key -> candidate);
            }
            rewritten.put(node, replacement);
        }
        List<Expr> results = new ArrayList<>(roots.size());
        for (Expr root : roots) {
            results.add(rewritten.getOrDefault(root, root));
        }
        return results;
    }

    private record Key(Operation operation, Shape shape, List<Identity> operands) {}

    /** Compares nodes by identity. */
    private record Identity(Expr node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && node == that.node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }
}
