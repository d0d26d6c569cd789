package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * Vectors 0 &lt; x₁ &lt; x₂ &lt; …: xₖ = xₖ₋₁ + exp(uₖ) with x₀ = 0; log Jacobian Σ uₖ.
 */
public record PositiveOrdered() implements ContinuousSupport {
    private static final String VECTOR = "a positive ordered vector";

    @Override
    public int[] unconstrained(int... inner) {
        return LastAxis.resized(VECTOR, inner, 0);
    }

    @Override
    public Expr constrain(Expr u) {
        LastAxis.length(u, VECTOR);
        return u.exp().cumulativeSum(-1);
    }

    @Override
    public Expr logJacobian(Expr u) {
        LastAxis.length(u, VECTOR);
        return u.sum(-1);
    }

    @Override
    public Expr unconstrain(Expr x) {
        return steps(x).log();
    }

    private static Expr steps(Expr x) {
        int length = LastAxis.length(x, VECTOR);
        return length == 1 ? x : x.minus(LastAxis.placed(LastAxis.part(x, 0, 1, length - 1), 1, length));
    }

    @Override
    public Expr outside(Expr x) {
        return steps(x).lessOrEqual(0).sum(-1);
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, VECTOR);
        KnownValues values = KnownValues.of(x);
        ScalarCheck.check(what, x, (value, row, element) -> {
            double previous = values == null || element % length == 0 ? 0 : values.at(row, element - 1);
            if (!(value < Double.POSITIVE_INFINITY)) {
                return "must be finite";
            }
            if (element % length == 0) {
                return value > 0 ? null : "must be > 0";
            }
            return value > previous ? null : "must be above the element before it, " + ScalarCheck.number(previous);
        });
    }

    @Override
    public String toString() {
        return "an increasing vector of numbers > 0";
    }
}
