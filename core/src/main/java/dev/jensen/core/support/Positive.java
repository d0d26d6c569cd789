package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/** The numbers above 0: x = exp(u), log Jacobian u. */
public record Positive() implements ContinuousSupport {
    @Override
    public Expr constrain(Expr u) {
        return u.exp();
    }

    @Override
    public Expr logJacobian(Expr u) {
        return u;
    }

    @Override
    public Expr unconstrain(Expr x) {
        return x.log();
    }

    @Override
    public Expr outside(Expr x) {
        return x.lessOrEqual(0);
    }

    @Override
    public void check(String what, Expr x) {
        ScalarCheck.check(what, x, (value, row, element) -> value > 0 ? null : "must be > 0");
    }

    @Override
    public String toString() {
        return "> 0";
    }
}
