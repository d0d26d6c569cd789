package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** The quadratic form that Gaussian laws share. */
final class Gaussians {
    /** ½ log 2π. */
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Gaussians() {}

    /**
     * −½ (d/s)², so written that a scale shared by several d costs nothing on each: in −½ s⁻² · d² the first factor is
     * taken out of the sum over rows, and the derivative by d is one product.
     *
     * @param deviation d
     * @param scale s, of any size from 1e-150 to 1e150
     */
    static Expr quadratic(Expr deviation, Expr scale) {
        return Scaling.isShared(deviation, scale)
                ? scale.reciprocal().square().times(-0.5).times(deviation.square())
                : deviation.dividedBy(scale).square().times(-0.5);
    }
}
