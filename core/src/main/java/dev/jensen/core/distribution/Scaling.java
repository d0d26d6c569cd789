package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** Division by a scale, which is a product with its reciprocal where that is computed less often. */
final class Scaling {
    private Scaling() {}

    /** Whether the scale is a number, or one for several deviations. */
    static boolean isShared(Expr deviation, Expr scale) {
        return scale.number() != null
                || (deviation.shape().hasRows() && !scale.shape().hasRows())
                || deviation.shape().size() > scale.shape().size();
    }

    /** d/s. */
    static Expr standardized(Expr deviation, Expr scale) {
        return isShared(deviation, scale) ? deviation.times(scale.reciprocal()) : deviation.dividedBy(scale);
    }
}
