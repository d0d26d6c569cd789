package dev.jensen.models;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.density.Factor;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of a law's parameters. What is known or computed from data alone is checked; what depends on latents becomes a
 * condition, looked at when the density is not finite.
 */
final class Parameters {
    private Parameters() {}

    /**
     * Checks what can be checked.
     *
     * @param name of the latent or observation whose law it is
     * @return conditions on the others
     * @throws IllegalArgumentException naming the parameter, the row, the value and the range
     */
    static List<Factor.Condition> conditions(String name, Distribution law) {
        List<Factor.Condition> conditions = new ArrayList<>();
        for (Parameter parameter : law.parameters()) {
            Expr value = parameter.value();
            parameter.check(law.name());
            if (KnownValues.of(value) != null) {
                continue;
            }
            String what = law.name() + " " + parameter.name();
            if (value.isKnown()) {
                check(what + " of \"" + name + "\"", value, parameter.range());
            } else {
                conditions.add(new Factor.Condition(
                        what,
                        value,
                        parameter.range()::contains,
                        parameter.range().toString()));
            }
        }
        return conditions;
    }

    private static void check(String what, Expr value, Parameter.Range range) {
        double[] values = evaluate(value);
        for (int i = 0; i < values.length; i++) {
            if (!range.contains(values[i])) {
                throw new IllegalArgumentException(
                        what + where(value.shape().plate(), i) + " must be " + range + ": " + values[i]);
            }
        }
    }

    /**
     * Checks probabilities that lie along the last axis and are free of unknowns.
     *
     * @throws IllegalArgumentException naming the value that is out of range, or the sum that is not 1
     */
    static void requireProbabilities(String what, Expr probabilities) {
        int rank = probabilities.shape().rank();
        if (rank == 0) {
            throw new IllegalArgumentException(what + " must be probabilities along the last axis, not a number");
        }
        if (!Unknowns.of(probabilities).isEmpty()) {
            return;
        }
        check(what, probabilities, Parameter.Range.PROBABILITY);
        double[] sums = evaluate(probabilities.sum(rank - 1));
        for (int i = 0; i < sums.length; i++) {
            if (!(Math.abs(sums[i] - 1) <= 1e-8)) {
                throw new IllegalArgumentException(what + " must sum to 1"
                        + (sums.length > 1 ? " from each state; from state " + i + " they" : ", but they") + " sum to "
                        + sums[i]);
            }
        }
    }

    /** Evaluates what is free of unknowns, as [inner…][row]. */
    static double[] evaluate(Expr known) {
        ExprFunction function = ExprFunction.of(List.of(), List.of(known));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        return values;
    }

    /** Where the value at a position of {@link #evaluate} stands. */
    static String where(@Nullable Plate plate, int position) {
        return plate == null ? "" : ", row " + position % plate.size() + ",";
    }
}
