package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * Vectors x₁ &lt; x₂ &lt; …: x₁ = u₁ and xₖ = xₖ₋₁ + exp(uₖ); log Jacobian Σ_{k≥2} uₖ.
 */
public record Ordered() implements ContinuousSupport {
    @Override
    public int[] unconstrained(int... inner) {
        return LastAxis.resized("an ordered vector", inner, 0);
    }

    @Override
    public Expr constrain(Expr u) {
        int length = LastAxis.length(u, "an ordered vector");
        if (length == 1) {
            return u;
        }
        Expr first = LastAxis.placed(LastAxis.part(u, 0, 1, 1), 0, length);
        Expr steps = LastAxis.placed(LastAxis.part(u, 1, 1, length - 1).exp(), 1, length);
        return first.plus(steps).cumulativeSum(-1);
    }

    @Override
    public Expr logJacobian(Expr u) {
        int length = LastAxis.length(u, "an ordered vector");
        return length == 1
                ? new Real().logJacobian(u.sum(-1))
                : LastAxis.part(u, 1, 1, length - 1).sum(-1);
    }

    @Override
    public Expr unconstrain(Expr x) {
        int length = LastAxis.length(x, "an ordered vector");
        if (length == 1) {
            return x;
        }
        Expr first = LastAxis.placed(LastAxis.part(x, 0, 1, 1), 0, length);
        return first.plus(LastAxis.placed(steps(x, length).log(), 1, length));
    }

    private static Expr steps(Expr x, int length) {
        return LastAxis.part(x, 1, 1, length - 1).minus(LastAxis.part(x, 0, 1, length - 1));
    }

    @Override
    public Expr outside(Expr x) {
        int length = LastAxis.length(x, "an ordered vector");
        return length == 1
                ? new Real().logJacobian(x.sum(-1))
                : steps(x, length).lessOrEqual(0).sum(-1);
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, "an ordered vector");
        KnownValues values = KnownValues.of(x);
        ScalarCheck.check(what, x, (value, row, element) -> {
            if (values == null || element % length == 0) {
                return Double.isFinite(value) ? null : "must be finite";
            }
            double previous = values.at(row, element - 1);
            return value > previous ? null : "must be above the element before it, " + ScalarCheck.number(previous);
        });
    }

    @Override
    public String toString() {
        return "an increasing vector";
    }
}
