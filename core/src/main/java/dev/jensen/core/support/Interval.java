package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * The numbers between two bounds: x = low + (high − low)·sigmoid(u).
 *
 * <p>With s = sigmoid(u), dx/du = (high − low)·s·(1 − s), and log s(1 − s) = u − 2·softplus(u), which neither
 * underflows nor loses digits in either tail.
 *
 * @param low the lower bound: a constant, data or an unknown; broadcast
 * @param high the upper bound
 */
public record Interval(Expr low, Expr high) implements ContinuousSupport {
    /** Checks bounds that are known. */
    public Interval {
        KnownValues highs = KnownValues.of(high);
        ScalarCheck.check("the interval's lower bound", low, (value, row, element) -> {
            double bound = ScalarCheck.bound(highs, row, element, Double.POSITIVE_INFINITY);
            return value < bound && value > Double.NEGATIVE_INFINITY
                    ? null
                    : "must be finite and below the upper bound " + ScalarCheck.number(bound);
        });
        ScalarCheck.check(
                "the interval's upper bound",
                high,
                (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
    }

    /** {@return the numbers from low to high} */
    public static Interval of(double low, double high) {
        return new Interval(Expr.constant(low), Expr.constant(high));
    }

    /** {@return the numbers from low to high} */
    public static Interval of(Expr low, Expr high) {
        return new Interval(low, high);
    }

    /** {@return the numbers from 0 to 1} */
    public static Interval unit() {
        return of(0, 1);
    }

    @Override
    public Expr constrain(Expr u) {
        return low.plus(high.minus(low).times(u.sigmoid()));
    }

    @Override
    public Expr logJacobian(Expr u) {
        return u.minus(u.softplus().times(2)).plus(high.minus(low).log());
    }

    @Override
    public Expr unconstrain(Expr x) {
        return x.minus(low).log().minus(high.minus(x).log());
    }

    @Override
    public Expr outside(Expr x) {
        return x.lessThan(low).max(high.lessThan(x));
    }

    @Override
    public void check(String what, Expr x) {
        KnownValues lows = KnownValues.of(low);
        KnownValues highs = KnownValues.of(high);
        ScalarCheck.check(what, x, (value, row, element) -> {
            double from = ScalarCheck.bound(lows, row, element, Double.NEGATIVE_INFINITY);
            double to = ScalarCheck.bound(highs, row, element, Double.POSITIVE_INFINITY);
            return value >= from && value <= to
                    ? null
                    : "must be between " + ScalarCheck.number(from) + " and " + ScalarCheck.number(to);
        });
    }

    @Override
    public String toString() {
        return "between " + ScalarCheck.words(low) + " and " + ScalarCheck.words(high);
    }
}
