package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** Densities at the ends of their supports, where the formula of the inside would say ∞ − ∞. */
final class Boundary {
    private static final Expr NOTHING = Expr.constant(Double.NEGATIVE_INFINITY);

    private Boundary() {}

    /** Zero density at ±∞. */
    static Expr line(Expr x, Expr inside) {
        return Expr.select(x.abs().greaterOrEqual(Double.POSITIVE_INFINITY), NOTHING, inside);
    }

    /** Zero density below 0 and at +∞, and a value of its own at 0. */
    static Expr halfLine(Expr x, Expr atZero, Expr inside) {
        Expr outside = x.lessThan(0).max(x.greaterOrEqual(Double.POSITIVE_INFINITY));
        return Expr.select(outside, NOTHING, Expr.select(x.equalTo(0), atZero, inside));
    }
}
