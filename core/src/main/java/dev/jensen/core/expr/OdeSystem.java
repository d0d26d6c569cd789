package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * The right-hand side of y′ = f(t, y, p), traced once: a graph of the time, the state [n] and one vector of all that it takes
 * from outside [k]. Its derivatives are graphs too, and so is the system that its sensitivities obey.
 */
public final class OdeSystem {
    private final Expr time;
    private final Expr state;
    private final Expr parameters;
    private final Expr slope;

    private OdeSystem(Expr time, Expr state, Expr parameters, Expr slope) {
        this.time = time;
        this.state = state;
        this.parameters = parameters;
        this.slope = slope;
    }

    /**
     * A system, and the values it takes from outside.
     *
     * @param system the graph
     * @param values of its parameters, a vector
     * @param names of the latents or data that each number comes from, for messages
     */
    record Traced(OdeSystem system, Expr values, List<String> names) {}

    /** Traces the function of time and state that a user wrote. */
    static Traced trace(String name, int states, BinaryOperator<Expr> rightHandSide) {
        Expr time = Expr.variable("t");
        Expr state = Expr.variable("state", states);
        Expr slope = rightHandSide.apply(time, state);
        if (slope.shape().hasRows() || !Arrays.equals(slope.shape().inner(), new int[] {states})) {
            throw new IllegalArgumentException("ODE \"" + name + "\" starts with a state [" + states
                    + "], and its slope is " + slope.shape() + ": it must be a vector of that length, without rows");
        }
        Set<Expr> moving = new HashSet<>(List.of(time, state));
        Set<Expr> seen = new HashSet<>();
        List<Expr> outside = new ArrayList<>();
        Expr shared = Graph.shared(List.of(slope)).get(0);
        for (Expr node : Graph.topological(List.of(shared))) {
            if (node.operands().stream().anyMatch(moving::contains)) {
                moving.add(node);
                for (Expr operand : node.operands()) {
                    if (!moving.contains(operand) && !isNumber(operand) && seen.add(operand)) {
                        outside.add(withoutRows(name, operand));
                    }
                }
            }
        }
        if (!moving.contains(shared) && !isNumber(shared)) {
            outside.add(shared);
        }
        int size = outside.stream().mapToInt(value -> value.shape().size()).sum();
        Expr parameters = Expr.variable("parameters", Math.max(1, size));
        Map<Expr, Expr> parts = new HashMap<>();
        List<Expr> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Expr value : outside) {
            int from = names.size();
            int to = from + value.shape().size();
            parts.put(value, parameters.slice(from, to).reshape(value.shape().inner()));
            values.add(value.flat());
            String label = String.join(" ", Mismatch.names(value)).replace("\"", "");
            for (int i = from; i < to; i++) {
                names.add(label);
            }
        }
        Expr own = Graph.substitute(List.of(shared), parts).get(0);
        Expr all = values.isEmpty() ? Expr.zeros(1) : Expr.concat(values);
        return new Traced(new OdeSystem(time, state, parameters, own), all, names);
    }

    private static boolean isNumber(Expr node) {
        return node.operation() instanceof Literal;
    }

    private static Expr withoutRows(String name, Expr value) {
        if (value.shape().hasRows()) {
            throw Mismatch.of(
                    "ODE \"" + name + "\"",
                    "the slope takes this from outside, and it has rows: pick what belongs to the equation, with"
                            + " toAxis() and at(…)",
                    value);
        }
        return value;
    }

    /**
     * The number of states.
     *
     * @return n
     */
    public int states() {
        return state.shape().size();
    }

    /**
     * The number of parameters.
     *
     * @return k, at least 1
     */
    public int parameters() {
        return parameters.shape().size();
    }

    /**
     * The slope for an engine to compile.
     *
     * @return from t, y, p to f
     */
    public Scan.Step slope() {
        return new Scan.Step(List.of(time, state, parameters), List.of(slope));
    }

    /**
     * The vector–Jacobian products for an engine to compile.
     *
     * @return from t, y, p, u to (∂f/∂y)ᵀ u and (∂f/∂p)ᵀ u
     */
    public Scan.Step pullback() {
        Expr u = Expr.variable("u", states());
        return new Scan.Step(List.of(time, state, parameters, u), products(u));
    }

    private List<Expr> products(Expr u) {
        return Gradient.of(slope.times(u).sum(), List.of(state, parameters));
    }

    /** The system of (y, s) with s′ = (∂f/∂y) s + (∂f/∂p) w, where w are as many further parameters. */
    OdeSystem tangent() {
        int n = states();
        int k = parameters();
        Expr both = Expr.variable("state", 2 * n);
        Expr all = Expr.variable("parameters", 2 * k);
        Expr u = Expr.variable("u", n);
        List<Expr> products = products(u);
        Expr along = products.get(0)
                .times(both.slice(n, 2 * n))
                .sum()
                .plus(products.get(1).times(all.slice(k, 2 * k)).sum());
        Expr change = Gradient.of(along, List.of(u)).get(0);
        Map<Expr, Expr> actual = Map.of(state, both.slice(0, n), parameters, all.slice(0, k));
        Expr joined = Graph.substitute(List.of(Expr.concat(List.of(slope, change))), actual)
                .get(0);
        return new OdeSystem(time, both, all, joined);
    }
}
