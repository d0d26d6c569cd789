package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recursion over the rows of a plate of times: h ← F(h, xₜ, p), one row after the other. The node is the whole path of h, the
 * start included, [d, T + 1], where d counts the numbers of all carries together; its operands are the starts, then
 * the inputs xₜ [inner…, T], then what is the same at every step.
 *
 * <p>Column t + {@link #before} is what the step of row t takes, column t + {@link #after} what it gives: a recursion in
 * reverse starts at column T.
 *
 * <p>Its derivative is a recursion the other way round, λₜ = Λₜ + Jₜᵀ λₜ₊₁, over the path that is there already (Griewank and
 * Walther, Evaluating Derivatives, 2008, chapter 3), so that derivatives can be differentiated again. What the step does
 * with inputs and parameters is differentiated outside the recursion, on all rows at once.
 */
public final class Scan implements Operation {
    private final Plate times;
    private final boolean reverse;
    private final List<Expr> carries; // unknowns with rows
    private final List<Expr> inputs; // unknowns with rows
    private final List<Expr> constants; // unknowns without rows
    private final List<Expr> next; // of these, with rows
    private final int width;

    Scan(Plate times, boolean reverse, List<Expr> carries, List<Expr> inputs, List<Expr> constants, List<Expr> next) {
        this.times = times;
        this.reverse = reverse;
        this.carries = List.copyOf(carries);
        this.inputs = List.copyOf(inputs);
        this.constants = List.copyOf(constants);
        this.next = List.copyOf(next);
        this.width = carries.stream().mapToInt(carry -> carry.shape().size()).sum();
    }

    /**
     * One step as a graph without rows.
     *
     * @param variables the carries, the inputs of the row, then what is the same at every step
     * @param next the carries after the step
     */
    public record Step(List<Expr> variables, List<Expr> next) {}

    /**
     * The step for an engine to compile.
     *
     * @return a new graph
     */
    public Step step() {
        List<Expr> variables = new ArrayList<>();
        Map<Expr, Expr> rowless = new HashMap<>();
        for (List<Expr> group : List.of(carries, inputs, constants)) {
            for (Expr variable : group) {
                Expr own = new Expr(
                        variable.operation(), List.of(), variable.shape().on(null));
                rowless.put(variable, own);
                variables.add(own);
            }
        }
        for (Expr node : Graph.topological(next)) {
            if (rowless.containsKey(node) || node.operands().isEmpty()) {
                rowless.putIfAbsent(node, node);
                continue;
            }
            List<Expr> operands = new ArrayList<>();
            for (Expr operand : node.operands()) {
                operands.add(rowless.getOrDefault(operand, operand));
            }
            boolean repeats = node.operation() instanceof OnRows;
            Shape shape = node.shape().on(null);
            rowless.put(node, repeats ? operands.get(0) : new Expr(node.operation(), List.copyOf(operands), shape));
        }
        return new Step(
                variables,
                next.stream().map(node -> rowless.getOrDefault(node, node)).toList());
    }

    /**
     * How many carries there are.
     *
     * @return at least 1
     */
    public int carries() {
        return carries.size();
    }

    /**
     * How many inputs a step takes from its row.
     *
     * @return 0 or more
     */
    public int inputs() {
        return inputs.size();
    }

    /**
     * The number of steps.
     *
     * @return T
     */
    public int steps() {
        return times.size();
    }

    /**
     * Whether the last row comes first.
     *
     * @return false for a recursion in the order of the rows
     */
    public boolean reverse() {
        return reverse;
    }

    /**
     * Where the carry before a step lies.
     *
     * @return its column less the row's number: 0, or 1 in reverse
     */
    public int before() {
        return reverse ? 1 : 0;
    }

    /**
     * Where the carry after a step lies.
     *
     * @return its column less the row's number: 1, or 0 in reverse
     */
    public int after() {
        return reverse ? 0 : 1;
    }

    // ---------------------------------------------------------------- parts of the path

    /** Columns shift … shift + T − 1 of a path as rows: for each carry its values. */
    List<Expr> rows(Expr path, int shift) {
        int steps = steps();
        int[] table = new int[width * steps];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / steps * (steps + 1) + i % steps + shift;
        }
        return parts(path.take(table, width, steps).toRows(times));
    }

    /** One column of a path: for each carry its value. */
    List<Expr> column(Expr path, int at) {
        int[] table = new int[width];
        for (int i = 0; i < width; i++) {
            table[i] = i * (steps() + 1) + at;
        }
        return parts(path.take(table, width));
    }

    /** A vector of all carries' numbers taken apart. */
    private List<Expr> parts(Expr all) {
        List<Expr> parts = new ArrayList<>();
        int from = 0;
        for (Expr carry : carries) {
            int to = from + carry.shape().size();
            parts.add((to - from == width ? all : all.slice(from, to))
                    .reshape(carry.shape().inner()));
            from = to;
        }
        return parts;
    }

    // ---------------------------------------------------------------- derivative

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        List<Expr> afterStep = new ArrayList<>();
        List<Expr> products = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            Expr lambda = unknown("adjoint", carries.get(i).shape());
            afterStep.add(lambda);
            products.add(next.get(i).times(lambda).sum());
        }
        List<Expr> by = new ArrayList<>(carries);
        by.addAll(inputs);
        by.addAll(constants);
        List<Expr> slopes = Gradient.of(Expr.total(products).sumRows(), by);

        Map<Expr, Expr> actual = actual(node);
        List<Expr> backward = Graph.substitute(slopes.subList(0, carries.size()), actual);
        List<Expr> own = rows(full, before());
        List<Expr> before = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            before.add(own.get(i).plus(backward.get(i)));
        }
        List<Expr> start = column(full, reverse ? 0 : steps());
        Expr path = StepTrace.path(times, !reverse, afterStep, start, before);

        List<@Nullable Expr> contributions = new ArrayList<>(column(path, reverse ? steps() : 0));
        List<Expr> lambdas = rows(path, after());
        for (int i = 0; i < lambdas.size(); i++) {
            actual.put(afterStep.get(i), lambdas.get(i));
        }
        List<Expr> others = Graph.substitute(slopes.subList(carries.size(), slopes.size()), actual);
        for (int i = 0; i < others.size(); i++) {
            Expr other = others.get(i);
            contributions.add(i < inputs.size() ? other.onRows(times).toAxis() : other);
        }
        return contributions;
    }

    /** What the step's unknowns stand for at a node. */
    private Map<Expr, Expr> actual(Expr node) {
        Map<Expr, Expr> actual = new HashMap<>();
        List<Expr> values = rows(node, before());
        for (int i = 0; i < carries.size(); i++) {
            actual.put(carries.get(i), values.get(i));
        }
        int operand = carries.size();
        for (Expr input : inputs) {
            actual.put(input, node.operand(operand++).toRows(times));
        }
        for (Expr constant : constants) {
            actual.put(constant, node.operand(operand++));
        }
        return actual;
    }

    /** An unknown that may have rows. */
    static Expr unknown(String name, Shape shape) {
        return new Expr(new Variable(name), List.of(), shape);
    }

    @Override
    public String toString() {
        return "scan";
    }
}
