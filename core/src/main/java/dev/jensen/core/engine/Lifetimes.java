package dev.jensen.core.engine;

import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Sampled;
import dev.jensen.core.expr.Tiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long the values of a schedule's nodes are needed: within a pass, until a later stage, or for as long as the program. */
final class Lifetimes {
    private final Map<Expr, Integer> lastUse = new HashMap<>();
    private final Set<Expr> kept = new HashSet<>();
    private final Set<Expr> copied;
    private final int end;

    Lifetimes(List<Expr> variables, List<Expr> outputs, Schedule schedule) {
        copied = StripUses.others(schedule, Views::root);
        end = findLastUses(schedule);
        for (Expr output : outputs) {
            lastUse.put(Views.root(output), Integer.MAX_VALUE);
        }
        for (Expr variable : variables) {
            lastUse.put(variable, Integer.MAX_VALUE);
        }
    }

    /** Finds last uses, counting nodes in the order in which they run, a pass over a plate as one; returns the end. */
    private int findLastUses(Schedule schedule) {
        int time = 0;
        for (int s = 0; s < schedule.stages().size(); s++) {
            Schedule.Stage stage = schedule.stages().get(s);
            for (Expr node : stage.nodes()) {
                time += stage.plate().isPresent() ? 0 : 1;
                for (Expr operand : node.operands()) {
                    Expr root = Views.root(operand);
                    lastUse.put(root, time);
                    if (root.shape().hasRows() && schedule.stageOf(root) != s && !isLoaded(root)) {
                        kept.add(root);
                    }
                }
            }
            time++;
        }
        return time;
    }

    /** The time after the last stage. */
    int end() {
        return end;
    }

    /** When a node is used last, after the end if by the caller; a default where nothing uses it. */
    int lastUse(Expr node, int otherwise) {
        return lastUse.getOrDefault(node, otherwise);
    }

    /** The nodes with rows that a later pass uses, so that they need memory for all rows. */
    Set<Expr> kept() {
        return kept;
    }

    /** Whether a node is data that lie in memory as kernels take them. */
    boolean isRead(Expr node) {
        return node.operation() instanceof Column column
                && (column.tiles() instanceof Tiles.Doubles
                        || (column.tiles() instanceof Tiles.Strips && !copied.contains(node)));
    }

    /** Whether a node is data that every pass which uses them loads into a register of its own. */
    boolean isLoaded(Expr node) {
        return node.operation() instanceof Sampled || (node.operation() instanceof Column && !isRead(node));
    }
}
