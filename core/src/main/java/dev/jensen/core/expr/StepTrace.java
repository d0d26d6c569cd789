package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From a step written on rows to a {@link Scan}. Whatever does not depend on the carries leaves the recursion: what has rows
 * is computed on all rows at once and becomes an input, what has none is the same at every step.
 */
final class StepTrace {
    private final Plate times;
    private final Set<Expr> moving = new HashSet<>();
    private final Map<Expr, Expr> placeholders = new HashMap<>();
    private final List<Expr> inputs = new ArrayList<>();
    private final List<Expr> constants = new ArrayList<>();
    private final List<Expr> inputValues = new ArrayList<>();
    private final List<Expr> constantValues = new ArrayList<>();

    private StepTrace(Plate times, List<Expr> carries) {
        this.times = times;
        moving.addAll(carries);
    }

    /**
     * The path of a recursion.
     *
     * @param times whose rows are the steps
     * @param reverse whether the last row comes first
     * @param carries unknowns with rows, that stand for what a step takes
     * @param start one for each carry, in its inner shape
     * @param next what a step gives, in the carries' shapes
     * @return a node [d, T + 1]
     */
    static Expr path(Plate times, boolean reverse, List<Expr> carries, List<Expr> start, List<Expr> next) {
        return new StepTrace(times, carries).path(reverse, carries, start, next);
    }

    private Expr path(boolean reverse, List<Expr> carries, List<Expr> start, List<Expr> next) {
        List<Expr> shared = Graph.shared(next);
        move(shared);
        if (carries.size() == 1) {
            AffineStep affine = AffineStep.of(carries.get(0), shared.get(0), moving);
            if (affine != null) {
                shared = List.of(affine.apply(carries.get(0)));
                move(shared);
            }
        }
        for (Expr node : Graph.topological(shared)) {
            if (moving.contains(node)) {
                node.operands().forEach(this::fix);
            }
        }
        shared.forEach(this::fix);
        List<Expr> body = Graph.substitute(shared, placeholders);
        List<Expr> operands = new ArrayList<>(start);
        operands.addAll(inputValues);
        operands.addAll(constantValues);
        int width = carries.stream().mapToInt(carry -> carry.shape().size()).sum();
        Scan scan = new Scan(times, reverse, carries, inputs, constants, body);
        return new Expr(scan, List.copyOf(operands), Shape.of(width, times.size() + 1));
    }

    /** Finds what depends on the carries. */
    private void move(List<Expr> next) {
        for (Expr node : Graph.topological(next)) {
            if (node.operands().stream().anyMatch(moving::contains)) {
                requireRows(node);
                moving.add(node);
            }
        }
    }

    /** Takes a value that the recursion does not change out of the step. */
    private void fix(Expr node) {
        if (moving.contains(node) || placeholders.containsKey(node) || isNumber(node)) {
            return;
        }
        Expr value = node.operation() instanceof OnRows ? node.operand(0) : node;
        if (value != node) {
            fix(value);
            placeholders.put(node, placeholders.getOrDefault(value, value).onRows(times));
            return;
        }
        boolean hasRows = node.shape().hasRows();
        Expr placeholder = Scan.unknown(hasRows ? "input" : "constant", node.shape());
        placeholders.put(node, placeholder);
        (hasRows ? inputs : constants).add(placeholder);
        (hasRows ? inputValues : constantValues).add(hasRows ? node.toAxis() : node);
    }

    private static boolean isNumber(Expr node) {
        return node.operation() instanceof Literal && !node.shape().hasRows();
    }

    private static void requireRows(Expr node) {
        if (!node.shape().hasRows()) {
            throw Mismatch.of(
                    "scan",
                    "the step uses " + node.operation() + " of what it carries, which takes all times together: a step"
                            + " knows one time only, so carry what the next one needs to know",
                    node.operand(0));
        }
    }
}
