package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks for the first factor that is not finite at a point: values first, of all factors at once, then derivatives, factor
 * by factor, each by the unknowns that it depends on, so that a model of thousands of factors does not keep anybody waiting.
 */
final class NonFiniteSearch {
    private final List<Expr> unknowns;
    private final List<Factor> factors;
    private final double[] point;

    /** Takes the unknowns in the order in which the point holds their values. */
    NonFiniteSearch(List<Expr> unknowns, List<Factor> factors, double[] point) {
        this.unknowns = unknowns;
        this.factors = factors;
        this.point = point;
    }

    Optional<Factored.NonFinite> first() {
        List<double[]> terms = evaluate(factors.stream().map(Factor::logDensity).toList());
        for (int f = 0; f < factors.size(); f++) {
            int bad = firstNonFinite(terms.get(f));
            if (bad >= 0) {
                Factor factor = factors.get(f);
                OptionalInt row = row(factor.logDensity().shape(), bad);
                return Optional.of(new Factored.NonFinite(factor.name(), row, terms.get(f)[bad], reason(factor)));
            }
        }
        for (Factor factor : factors) {
            Expr sum = ExprDensity.sum(factor.logDensity());
            for (double[] derivative : evaluate(Gradient.of(sum, unknownsOf(List.of(sum))))) {
                if (firstNonFinite(derivative) >= 0) {
                    double value = evaluate(List.of(sum)).get(0)[0];
                    return Optional.of(
                            new Factored.NonFinite(factor.name(), OptionalInt.empty(), value, reason(factor)));
                }
            }
        }
        return Optional.empty();
    }

    private String reason(Factor factor) {
        String failed = FailedFactorization.reason(factor.logDensity(), this::evaluate);
        if (!failed.isEmpty()) {
            return failed; // a parameter that is NaN for it says less
        }
        for (Factor.Condition condition : factor.conditions()) {
            double[] values = evaluate(List.of(condition.value())).get(0);
            for (int i = 0; i < values.length; i++) {
                if (!condition.holds().test(values[i])) {
                    OptionalInt row = row(condition.value().shape(), i);
                    return condition.what() + (row.isPresent() ? " in row " + row.getAsInt() : "") + " is " + values[i]
                            + ", must be " + condition.range();
                }
            }
        }
        return "";
    }

    private List<Expr> unknownsOf(List<Expr> expressions) {
        Set<Expr> nodes = new HashSet<>(Graph.topological(expressions));
        return unknowns.stream().filter(nodes::contains).toList();
    }

    /** The values of each expression as [inner element][row]. */
    private List<double[]> evaluate(List<Expr> expressions) {
        Set<Expr> needed = new HashSet<>(unknownsOf(expressions));
        List<Expr> own = new ArrayList<>();
        double[] part = new double[point.length];
        int from = 0;
        int to = 0;
        for (Expr unknown : unknowns) {
            int size = unknown.shape().size();
            if (needed.contains(unknown)) {
                own.add(unknown);
                System.arraycopy(point, from, part, to, size);
                to += size;
            }
            from += size;
        }
        ExprFunction function = ExprFunction.of(own, expressions);
        double[] all = new double[function.size()];
        function.evaluate(1, part, all);
        List<double[]> values = new ArrayList<>();
        int at = 0;
        for (Expr expression : expressions) {
            double[] value = new double[size(expression.shape())];
            System.arraycopy(all, at, value, 0, value.length);
            at += value.length;
            values.add(value);
        }
        return values;
    }

    private static int size(Shape shape) {
        return shape.size() * (shape.plate() == null ? 1 : shape.plate().size());
    }

    private static int firstNonFinite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private static OptionalInt row(Shape shape, int index) {
        return shape.plate() == null
                ? OptionalInt.empty()
                : OptionalInt.of(index % shape.plate().size());
    }
}
