package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.ScalarCode;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Literal;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where everything without rows lies in one array. A region is used again after its last use; single numbers stand together. */
final class RowlessPlan {
    private final int draws;
    private final Lifetimes lifetimes;
    private final Map<Expr, Integer> offsets = new HashMap<>();
    private final Pool pool = new Pool();
    private final Slots slots = new Slots();

    RowlessPlan(List<Expr> variables, Schedule schedule, Lifetimes lifetimes, int draws) {
        this.draws = draws;
        this.lifetimes = lifetimes;
        for (Expr variable : variables) {
            take(variable);
        }
        // Constants are written once, when the frame is made, so that they share their places with nothing.
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                if (node.operation() instanceof Literal && isSlot(node)) {
                    take(node);
                }
            }
        }
        takeInTurn(schedule);
        offsets.replaceAll((node, offset) -> isSlot(node) ? pool.size() + draws * offset : offset);
    }

    /** Where a node lies; null where it has no place. */
    @Nullable
    Integer offset(Expr node) {
        return offsets.get(node);
    }

    /** Length of the array. */
    int size() {
        return Math.addExact(pool.size(), Math.multiplyExact(draws, slots.count()));
    }

    private void takeInTurn(Schedule schedule) {
        int end = lifetimes.end();
        List<@Nullable List<Expr>> dying = new ArrayList<>(Collections.nCopies(end + 1, null));
        int time = 0;
        int buried = 0;
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                time += stage.plate().isPresent() ? 0 : 1;
                for (; buried < time; buried++) {
                    List<Expr> dead = dying.get(buried);
                    if (dead != null) {
                        dead.forEach(this::give);
                    }
                }
                if (needsPlace(node)) {
                    take(node);
                    int last = lifetimes.lastUse(node, time);
                    if (last <= end) {
                        List<Expr> others = dying.get(last);
                        if (others == null) {
                            others = new ArrayList<>(2);
                            dying.set(last, others);
                        }
                        others.add(node);
                    }
                }
            }
            time++;
        }
    }

    private static boolean needsPlace(Expr node) {
        return !node.shape().hasRows()
                && !Views.is(node)
                && !(node.operation() instanceof Literal)
                && !(node.operation() instanceof Variable);
    }

    private void take(Expr node) {
        offsets.put(node, isSlot(node) ? slots.take() : pool.take(length(node)));
    }

    private void give(Expr node) {
        Integer offset = offsets.get(node);
        if (offset == null) {
            throw new IllegalStateException("not laid out yet: " + node);
        }
        if (isSlot(node)) {
            slots.give(offset);
        } else {
            pool.give(offset, length(node));
        }
    }

    private int length(Expr node) {
        return Math.multiplyExact(draws, node.shape().size()) + 8;
    }

    /** Single numbers, which are written exactly, need no space behind them for whole vectors. */
    private static boolean isSlot(Expr node) {
        return ScalarCode.takes(node)
                || (node.shape().size() == 1
                        && (node.operation() instanceof Variable || node.operation() instanceof Literal));
    }
}
