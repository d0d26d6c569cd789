package dev.jensen.models;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Support;
import dev.jensen.core.support.UpperBounded;
import java.util.List;

/** Data under a law: what must fit together, and the log density. */
final class Observation {
    private Observation() {}

    /**
     * The log density of the data.
     *
     * @throws IllegalArgumentException if shapes do not fit, or data lie outside the law's support: which row, value and support
     */
    static Expr logDensity(String name, Distribution law, Expr data) {
        if (!data.isKnown()) {
            throw new IllegalArgumentException("observation \"" + name + "\" depends on latent \""
                    + Unknowns.of(data).get(0).operation()
                    + "\": observe data only, or add a term with factor(name, expr)");
        }
        checkShape(name, law, data);
        if (law.support().outside(data).isKnown()) {
            law.check(name, data);
            boolean checked = KnownValues.of(data) != null
                    && bounds(law.support()).stream().allMatch(bound -> KnownValues.of(bound) != null);
            if (!checked) {
                checkComputed(name, law, data);
            }
            return law.logDensityInside(data);
        }
        return law.logDensity(data);
    }

    private static void checkShape(String name, Distribution law, Expr data) {
        Shape draw = law.drawShape();
        Plate rows = draw.plate();
        Plate own = data.shape().plate();
        if (rows != null && own == null) {
            throw new IllegalArgumentException("observation \"" + name + "\" has no rows, but its " + law.name()
                    + " law has rows of plate \"" + rows.name() + "\": give data for each row, and the plate");
        }
        if (rows != null && own != null && !rows.equals(own)) {
            throw new IllegalArgumentException(
                    "observation \"" + name + "\" is on plate \"" + own.name() + "\", but its "
                            + law.name() + " law has rows of plate \"" + rows.name()
                            + "\": pick a value for each row with gather(index)");
        }
        Shape common = Shape.broadcast(draw, data.shape());
        if (common == null || !common.equals(data.shape())) {
            throw new IllegalArgumentException("observation \"" + name + "\" has shape " + data.shape() + ", but its "
                    + law.name() + " law has shape " + draw + ": the data must have the law's dimensions");
        }
    }

    /** The bounds of a support that is an interval of numbers. */
    private static List<Expr> bounds(Support support) {
        if (support instanceof LowerBounded lower) {
            return List.of(lower.low());
        }
        if (support instanceof UpperBounded upper) {
            return List.of(upper.high());
        }
        if (support instanceof Interval interval) {
            return List.of(interval.low(), interval.high());
        }
        return support instanceof IntegerRange range ? List.of(Expr.constant(range.low()), range.high()) : List.of();
    }

    /** Checks data, or data against bounds, that are computed from data. */
    private static void checkComputed(String name, Distribution law, Expr data) {
        Expr outside = law.support().outside(data);
        double[] flags = Parameters.evaluate(outside);
        double[] values = Parameters.evaluate(data);
        boolean elementwise = flags.length == values.length;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] != 0 || (elementwise && !Double.isFinite(values[i]))) {
                throw new IllegalArgumentException(law.name() + " data \"" + name + "\""
                        + Parameters.where(outside.shape().plate(), i) + " must be "
                        + range(law.support(), outside, i) + (elementwise ? ": " + values[i] : ""));
            }
        }
    }

    /** The support in words, with its bounds at a position of {@code outside}. */
    private static String range(Support support, Expr outside, int position) {
        Expr zeros = outside.times(0);
        List<String> bounds = bounds(support).stream()
                .map(bound -> Double.toString(Parameters.evaluate(zeros.plus(bound))[position]))
                .toList();
        return bounds.isEmpty()
                ? "in the law's support, " + support
                : "within its bounds, " + String.join(" and ", bounds);
    }
}
