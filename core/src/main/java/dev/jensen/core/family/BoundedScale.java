package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;

/** The logarithm of a scale that a network asks for: 2 tanh(r/2), which is r near 0 and never beyond ±2. */
final class BoundedScale {

    private BoundedScale() {}

    static Expr log(Expr r) {
        return r.times(0.5).tanh().times(2);
    }
}
