package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** The logarithm that the laws with power-law tails share. */
final class HeavyTail {
    /** Above it z² is scaled, as it would overflow. */
    private static final double LARGE = 0x1p511;

    private static final int EXPONENT = 493;

    private HeavyTail() {}

    /**
     * log(1 + z²) for |z| up to 2¹⁰⁰⁵. For a large z the 1 is lost, so that z may be scaled by 2⁻⁴⁹³, which log(z²) gets
     * back as a constant; the scaled z is still at least 2¹⁸.
     */
    static Expr log1pSquare(Expr z) {
        Expr large = z.abs().greaterThan(LARGE);
        Expr scaled = z.times(Expr.select(large, Expr.constant(0x1p-493), Expr.constant(1)));
        Expr removed = Expr.select(large, Expr.constant(2 * EXPONENT * Math.log(2)), Expr.constant(0));
        return scaled.square().log1p().plus(removed);
    }
}
