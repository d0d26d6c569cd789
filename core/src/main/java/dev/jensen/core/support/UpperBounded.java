package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * The numbers up to a bound: x = high − exp(u), log Jacobian u.
 *
 * @param high the bound: a constant, data or an unknown; broadcast
 */
public record UpperBounded(Expr high) implements ContinuousSupport {
    /** Checks a bound that is known. */
    public UpperBounded {
        ScalarCheck.check(
                "the upper bound", high, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
    }

    /** {@return the numbers up to high} */
    public static UpperBounded of(double high) {
        return new UpperBounded(Expr.constant(high));
    }

    /** {@return the numbers up to high} */
    public static UpperBounded of(Expr high) {
        return new UpperBounded(high);
    }

    @Override
    public Expr constrain(Expr u) {
        return high.minus(u.exp());
    }

    @Override
    public Expr logJacobian(Expr u) {
        return u;
    }

    @Override
    public Expr unconstrain(Expr x) {
        return high.minus(x).log();
    }

    @Override
    public Expr outside(Expr x) {
        return high.lessThan(x);
    }

    @Override
    public void check(String what, Expr x) {
        KnownValues highs = KnownValues.of(high);
        ScalarCheck.check(what, x, (value, row, element) -> {
            double bound = ScalarCheck.bound(highs, row, element, Double.POSITIVE_INFINITY);
            return value <= bound ? null : "must be <= " + ScalarCheck.number(bound);
        });
    }

    @Override
    public String toString() {
        return "<= " + ScalarCheck.words(high);
    }
}
