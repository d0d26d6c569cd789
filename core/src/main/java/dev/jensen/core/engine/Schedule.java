package dev.jensen.core.engine;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In which order the nodes of a graph are computed: level by level, in each level first what has no rows, then one pass
 * over each plate. A pass can use what has no rows of its own level; what it sums over rows is ready in the next.
 *
 * <p>Passes over data are dear, so a node with rows is computed as late as the nodes of its plate that use it allow.
 */
public final class Schedule {
    /**
     * One entry of the order.
     *
     * @param plate whose rows the pass goes over; absent for nodes without rows
     * @param nodes in order; for a pass, first those with rows, then what is summed over them
     */
    record Stage(Optional<Plate> plate, List<Expr> nodes) {}

    private final List<Stage> stages = new ArrayList<>();
    private final Map<Expr, Integer> stageOf = new HashMap<>();

    Schedule(List<Expr> outputs) {
        List<Expr> order = Graph.topological(outputs);
        if (order.stream().noneMatch(node -> node.shape().hasRows())) {
            add(new Stage(Optional.empty(), order));
            return;
        }
        Map<Expr, Integer> level = earliest(order);
        delay(order, level);
        TreeMap<Integer, List<Expr>> global = new TreeMap<>();
        TreeMap<Integer, Map<Plate, List<Expr>>> passes = new TreeMap<>();
        for (Expr node : order) {
            Plate plate = node.shape().plate();
            int at = level.getOrDefault(node, 0);
            if (plate != null) {
                pass(passes, at, plate).add(node);
            } else if (!sumsRows(node)) {
                global.computeIfAbsent(at, key -> new ArrayList<>()).add(node);
            }
        }
        for (Expr node : order) {
            if (sumsRows(node)) {
                Expr operand = node.operand(0);
                Plate plate = operand.shape().plate();
                if (plate == null) {
                    throw new IllegalStateException("a sum over rows of something without rows: " + node);
                }
                pass(passes, level.getOrDefault(node, 0) - 1, plate).add(node);
            }
        }
        int last = Math.max(global.isEmpty() ? 0 : global.lastKey(), passes.isEmpty() ? 0 : passes.lastKey());
        for (int at = 0; at <= last; at++) {
            add(new Stage(Optional.empty(), global.getOrDefault(at, List.of())));
            for (Map.Entry<Plate, List<Expr>> pass :
                    passes.getOrDefault(at, Map.of()).entrySet()) {
                add(new Stage(Optional.of(pass.getKey()), pass.getValue()));
            }
        }
    }

    private static List<Expr> pass(Map<Integer, Map<Plate, List<Expr>>> passes, int level, Plate plate) {
        return passes.computeIfAbsent(level, key -> new LinkedHashMap<>())
                .computeIfAbsent(plate, key -> new ArrayList<>());
    }

    private void add(Stage stage) {
        if (stage.nodes().isEmpty()) {
            return;
        }
        for (Expr node : stage.nodes()) {
            if (node.shape().hasRows()) {
                stageOf.put(node, stages.size());
            }
        }
        stages.add(stage);
    }

    /** Whether a node without rows is computed by a pass over the rows of its operand. */
    static boolean sumsRows(Expr node) {
        return !node.shape().hasRows()
                && !node.operands().isEmpty()
                && node.operand(0).shape().hasRows();
    }

    private static Map<Expr, Integer> earliest(List<Expr> order) {
        Map<Expr, Integer> level = new HashMap<>();
        for (Expr node : order) {
            int at = 0;
            for (Expr operand : node.operands()) {
                boolean crosses = operand.shape().hasRows() && !node.shape().hasRows();
                at = Math.max(at, level.getOrDefault(operand, 0) + (crosses ? 1 : 0));
            }
            level.put(node, at);
        }
        return level;
    }

    /** Moves nodes with rows to the first level at which one of their users needs them. */
    private static void delay(List<Expr> order, Map<Expr, Integer> level) {
        Map<Expr, Integer> needed = new HashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            if (node.shape().hasRows()) {
                Integer latest = needed.get(node);
                if (latest != null) {
                    level.put(node, latest);
                }
            }
            for (Expr operand : node.operands()) {
                if (operand.shape().hasRows()) {
                    int at = node.shape().hasRows() ? level.getOrDefault(node, 0) : level.getOrDefault(node, 0) - 1;
                    needed.merge(operand, at, Math::min);
                }
            }
        }
    }

    List<Stage> stages() {
        return stages;
    }

    /** The index of the stage that computes a node with rows. */
    int stageOf(Expr node) {
        return stageOf.getOrDefault(node, -1);
    }
}
