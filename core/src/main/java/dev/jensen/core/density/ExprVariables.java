package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import java.util.List;

/** Variables whose values are expressions of the unknowns, compiled on first use. Immutable and thread-safe. */
public final class ExprVariables implements Variables {
    private final List<Variable> list;
    private final Once<ExprFunction> values;

    private ExprVariables(List<Variable> list, Once<ExprFunction> values) {
        this.list = list;
        this.values = values;
    }

    /**
     * Variables given by expressions.
     *
     * @param unknowns what a point consists of, in the density's order
     * @param list names and shapes of the variables
     * @param values for each variable its value on the scale of the user, with the rows and inner dimensions that it declares
     * @throws IllegalArgumentException if an expression has another size than its variable
     */
    public static ExprVariables of(List<Expr> unknowns, List<Variable> list, List<Expr> values) {
        if (list.size() != values.size()) {
            throw new IllegalArgumentException(list.size() + " variables, but " + values.size() + " values");
        }
        for (int i = 0; i < list.size(); i++) {
            Expr value = values.get(i);
            int rows = value.shape().plate() == null ? 1 : value.shape().plate().size();
            if (rows * value.shape().size() != list.get(i).size()) {
                throw new IllegalArgumentException("variable \"" + list.get(i).name() + "\" has "
                        + list.get(i).size() + " components, but its value has shape " + value.shape());
            }
        }
        return new ExprVariables(
                List.copyOf(list), new Once<>(() -> ExprFunction.of(List.copyOf(unknowns), List.copyOf(values))));
    }

    @Override
    public List<Variable> list() {
        return list;
    }

    @Override
    public void constrain(int draws, double[] unconstrained, double[] constrained) {
        values.get().evaluate(draws, unconstrained, constrained);
    }
}
