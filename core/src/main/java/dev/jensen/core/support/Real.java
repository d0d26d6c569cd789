package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;

/** All real numbers: x = u. */
public record Real() implements ContinuousSupport {
    @Override
    public Expr constrain(Expr u) {
        return u;
    }

    @Override
    public Expr logJacobian(Expr u) {
        Expr zeros = Expr.zeros(u.shape().inner());
        Plate plate = u.shape().plate();
        return plate == null ? zeros : zeros.onRows(plate);
    }

    @Override
    public Expr unconstrain(Expr x) {
        return x;
    }

    @Override
    public Expr outside(Expr x) {
        return logJacobian(x);
    }

    @Override
    public void check(String what, Expr x) {
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
    }

    @Override
    public String toString() {
        return "real";
    }
}
