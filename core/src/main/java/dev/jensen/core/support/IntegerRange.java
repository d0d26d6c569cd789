package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * Whole numbers from one to another: the outcomes of a discrete law. There is no smooth map of ℝ onto them, so that what
 * needs a {@link ContinuousSupport} does not compile with them.
 *
 * @param low the least
 * @param high the greatest: +∞, a number, or data such as the numbers of trials
 */
public record IntegerRange(int low, Expr high) implements Support {
    /** Adding and subtracting it rounds a double below 2⁵¹ to a whole number. */
    private static final double ROUNDING = 0x1.8p52;

    /** {@return the whole numbers from low on} */
    public static IntegerRange from(int low) {
        return new IntegerRange(low, Expr.constant(Double.POSITIVE_INFINITY));
    }

    /** {@return the whole numbers from low to high} */
    public static IntegerRange of(int low, int high) {
        return new IntegerRange(low, Expr.constant(high));
    }

    @Override
    public Expr outside(Expr x) {
        Expr below = x.lessThan(low);
        boolean unbounded = Double.valueOf(Double.POSITIVE_INFINITY).equals(high.number());
        Expr above = unbounded ? high.lessOrEqual(x) : high.lessThan(x); // infinity is no whole number
        // abs changes nothing, but keeps the graph from adding the two constants first. A NaN is neither above nor
        // below
        // its rounded value.
        Expr rounded = x.plus(ROUNDING).abs().minus(ROUNDING);
        return below.max(above).max(x.lessThan(rounded)).max(rounded.lessThan(x));
    }

    @Override
    public void check(String what, Expr x) {
        KnownValues highs = KnownValues.of(high);
        ScalarCheck.check(what, x, (value, row, element) -> {
            double greatest = ScalarCheck.bound(highs, row, element, Double.POSITIVE_INFINITY);
            boolean inside = value >= low && value <= greatest && value == Math.rint(value);
            if (inside) {
                return null;
            }
            return "must be a whole number "
                    + (greatest == Double.POSITIVE_INFINITY
                            ? ">= " + low
                            : "from " + low + " to " + ScalarCheck.number(greatest));
        });
    }

    @Override
    public String toString() {
        return "a whole number "
                + (Double.valueOf(Double.POSITIVE_INFINITY).equals(high.number())
                        ? ">= " + low
                        : "from " + low + " to " + ScalarCheck.words(high));
    }
}
