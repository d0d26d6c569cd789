package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.LogisticRows;
import dev.jensen.core.expr.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a pass does, in turn: loads first, sums after their operands, no exponential that only a pair of its users knows. */
final class PassOrder {
    private PassOrder() {}

    static List<Expr> of(List<Expr> nodes, Lifetimes lifetimes) {
        Set<Expr> inside = new HashSet<>();
        for (Expr sigmoid :
                LogisticRows.softplusOf(nodes, lifetimes.kept()::contains).keySet()) {
            inside.add(sigmoid.operand(1));
        }
        List<Expr> order = new ArrayList<>(sumsAfterOperands(withLoads(nodes, lifetimes)));
        order.removeAll(inside);
        return order;
    }

    /** The nodes of a pass, before them the data that it has to load although another pass loads them too. */
    private static List<Expr> withLoads(List<Expr> nodes, Lifetimes lifetimes) {
        Set<Expr> own = new HashSet<>(nodes);
        Set<Expr> loads = new LinkedHashSet<>();
        for (Expr node : nodes) {
            for (Expr operand : node.operands()) {
                if (lifetimes.isLoaded(Views.root(operand))) {
                    addWithViews(operand, own, loads);
                }
            }
        }
        loads.addAll(nodes);
        return List.copyOf(loads);
    }

    /** Adds data and what is a view of them, the data first. */
    private static void addWithViews(Expr view, Set<Expr> own, Set<Expr> loads) {
        if (Views.is(view)) {
            addWithViews(view.operand(0), own, loads);
        }
        if (!own.contains(view)) {
            loads.add(view);
        }
    }

    /** Sums come as soon as their operands are there, while these are in cache. */
    private static List<Expr> sumsAfterOperands(List<Expr> nodes) {
        Map<Expr, Integer> position = new HashMap<>();
        Map<Integer, List<Expr>> sumsAt = new HashMap<>();
        List<Expr> withRows = new ArrayList<>();
        for (Expr node : nodes) {
            if (node.shape().hasRows()) {
                position.put(node, withRows.size());
                withRows.add(node);
            }
        }
        for (Expr node : nodes) {
            if (!node.shape().hasRows()) {
                int at = -1;
                for (Expr operand : node.operands()) {
                    at = Math.max(at, position.getOrDefault(operand, -1));
                }
                sumsAt.computeIfAbsent(at, key -> new ArrayList<>()).add(node);
            }
        }
        List<Expr> order = new ArrayList<>(sumsAt.getOrDefault(-1, List.of()));
        for (int i = 0; i < withRows.size(); i++) {
            order.add(withRows.get(i));
            order.addAll(sumsAt.getOrDefault(i, List.of()));
        }
        return order;
    }
}
