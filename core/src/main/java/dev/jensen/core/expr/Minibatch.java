package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a log density for programs that look at one minibatch at a time: columns and indices become those of the batch's
 * rows, unknowns that have rows are gathered. Sums over the rows of such a plate stand for all of its rows: the engine
 * multiplies them by N/n.
 *
 * <p>Such a sum is an estimate, so what comes of it must be linear in it: E[f(estimate)] ≠ f(E[estimate]) for any other f.
 * Where it is not, the rewriting refuses. What data alone determine is computed from all rows, whatever it is.
 */
public final class Minibatch {
    private final String name;
    private final Map<Expr, Expr> rewritten = new HashMap<>();
    private final Map<Plate, IntColumn> rowNumbers = new HashMap<>();
    private final Map<IntColumn, IntColumn> indices = new HashMap<>();
    private final Set<Expr> uncertain = new HashSet<>();
    private final Set<Expr> estimates = new HashSet<>();

    private Minibatch(String name) {
        this.name = name;
    }

    /**
     * Rewrites a term of a log density.
     *
     * @param name what messages call the term
     * @param term in nats; its rows, if it has any, are summed by the caller
     * @return the same graph where no plate has minibatches
     * @throws IllegalArgumentException if the term is not linear in a sum over the rows of a plate with minibatches
     */
    public static Expr of(String name, Expr term) {
        return new Minibatch(name).rewrite(term);
    }

    private Expr rewrite(Expr root) {
        for (Expr node : Graph.topological(List.of(root))) {
            if (node.operation() instanceof Variable || node.operands().stream().anyMatch(uncertain::contains)) {
                uncertain.add(node);
            }
            rewritten.put(node, changes(node) ? moved(node) : node);
        }
        return now(root);
    }

    /** What has rows changes, and what unknowns determine through them; what data alone determine stays, of all rows. */
    private boolean changes(Expr node) {
        return hasMinibatch(node.shape())
                || (uncertain.contains(node) && node.operands().stream().anyMatch(operand -> now(operand) != operand));
    }

    private static boolean hasMinibatch(Shape shape) {
        return shape.plate() != null && shape.plate().hasMinibatch();
    }

    private Expr moved(Expr node) {
        Plate plate = node.shape().plate();
        Shape shape = plate != null && plate.hasMinibatch() ? node.shape().on(plate.sampled()) : node.shape();
        List<Expr> operands = new ArrayList<>(node.operands().size());
        for (Expr operand : node.operands()) {
            operands.add(now(operand));
        }
        Operation operation = node.operation();
        if (operation instanceof Column column) {
            return new Expr(new Sampled(column), List.of(), shape);
        }
        if (operation instanceof ToRows
                && shape.plate() != null
                && shape.plate().isSampled()) {
            IntColumn numbers = rowNumbers.computeIfAbsent(shape.plate(), IntColumn::rowNumbers);
            return checked(node, new Expr(new Gather(numbers), operands, shape));
        }
        return checked(node, new Expr(sampled(node, operation, shape), operands, shape));
    }

    private Operation sampled(Expr node, Operation operation, Shape shape) {
        if (operation instanceof Gather gather && gather.index().plate().hasMinibatch()) {
            return new Gather(index(gather.index()));
        }
        if (operation instanceof ScatterAdd scatter && scatter.index().plate().hasMinibatch()) {
            return new ScatterAdd(index(scatter.index()));
        }
        if (operation instanceof OnRows && shape.plate() != null) {
            return new OnRows(shape.plate());
        }
        if (operation instanceof ToAxis && hasMinibatch(node.operand(0).shape())) {
            throw refusal("turns rows into an axis");
        }
        return operation;
    }

    private IntColumn index(IntColumn of) {
        return indices.computeIfAbsent(of, column -> column.of(column.plate().sampled()));
    }

    /** Notes whether a node is an estimate, and refuses one that is not linear in those that it is made of. */
    private Expr checked(Expr before, Expr node) {
        Expr estimate = null;
        for (Expr operand : before.operands()) {
            if (estimates.contains(operand)) {
                estimate = operand;
            }
        }
        boolean sums = !before.shape().hasRows()
                && before.operands().stream().anyMatch(operand -> hasMinibatch(operand.shape()));
        if (estimate != null && (before.shape().hasRows() || sums || !isLinear(before))) {
            throw refusal("is not linear in a sum over rows");
        }
        if (estimate != null || sums) {
            estimates.add(before);
        }
        return node;
    }

    private boolean isLinear(Expr node) {
        Operation operation = node.operation();
        if (operation instanceof Unary unary) {
            return unary.op() == UnaryOp.NEGATE;
        }
        if (operation instanceof Binary binary) {
            boolean first = estimates.contains(node.operand(0));
            boolean second = estimates.contains(node.operand(1));
            return switch (binary.op()) {
                case ADD, SUBTRACT -> true;
                case MULTIPLY -> first != second;
                case DIVIDE -> !second;
                default -> false;
            };
        }
        if (operation instanceof MatMul) {
            return estimates.contains(node.operand(0)) != estimates.contains(node.operand(1));
        }
        return operation instanceof Sum
                || operation instanceof Reshape
                || operation instanceof Take
                || operation instanceof Put;
    }

    private IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException(
                "\"" + name + "\" " + what + " of a plate with minibatches, and no estimate from"
                        + " some of them is unbiased then: write it as a sum over the rows, or leave minibatch(…) of the plate off");
    }

    private Expr now(Expr node) {
        return rewritten.getOrDefault(node, node);
    }
}
