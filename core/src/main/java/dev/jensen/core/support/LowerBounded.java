package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * The numbers from a bound on: x = low + exp(u), log Jacobian u.
 *
 * @param low the bound: a constant, data or an unknown; broadcast
 */
public record LowerBounded(Expr low) implements ContinuousSupport {
    /** Checks a bound that is known. */
    public LowerBounded {
        ScalarCheck.check(
                "the lower bound", low, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
    }

    /** {@return the numbers from low on} */
    public static LowerBounded of(double low) {
        return new LowerBounded(Expr.constant(low));
    }

    /** {@return the numbers from low on} */
    public static LowerBounded of(Expr low) {
        return new LowerBounded(low);
    }

    @Override
    public Expr constrain(Expr u) {
        return low.plus(u.exp());
    }

    @Override
    public Expr logJacobian(Expr u) {
        return u;
    }

    @Override
    public Expr unconstrain(Expr x) {
        return x.minus(low).log();
    }

    @Override
    public Expr outside(Expr x) {
        return x.lessThan(low);
    }

    @Override
    public void check(String what, Expr x) {
        KnownValues lows = KnownValues.of(low);
        ScalarCheck.check(what, x, (value, row, element) -> {
            double bound = ScalarCheck.bound(lows, row, element, Double.NEGATIVE_INFINITY);
            return value >= bound ? null : "must be >= " + ScalarCheck.number(bound);
        });
    }

    @Override
    public String toString() {
        return ">= " + ScalarCheck.words(low);
    }
}
