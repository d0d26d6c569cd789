package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * A set of real numbers or vectors, and the smooth one-to-one map of ℝᵈ onto its interior.
 *
 * <p>Scalar supports map element by element, whatever the shape; {@link Simplex} and {@link Ordered} take the last inner
 * axis as one vector. Rows of a plate are mapped each by itself.
 */
public sealed interface ContinuousSupport extends Support
        permits Real, Positive, LowerBounded, UpperBounded, Interval, Simplex, Ordered {
    /**
     * How many unconstrained numbers describe a vector.
     *
     * @param length length of the event's last axis; 1 for a scalar
     * @return d: {@code length} for all but those that lose degrees of freedom, such as the simplex
     */
    int unconstrainedLength(int length);

    /**
     * From unconstrained to constrained.
     *
     * @param u any shape; vector supports use the last inner axis
     * @return a value in the set
     */
    Expr constrain(Expr u);

    /**
     * log |det ∂x/∂u| of {@link #constrain}, in nats.
     *
     * @param u unconstrained
     * @return one number for each scalar of a scalar support (the shape of u), one for each vector of a vector support
     *     (the shape of u without its last axis)
     */
    Expr logJacobian(Expr u);

    /**
     * From constrained to unconstrained.
     *
     * @param x a value in the interior of the set
     * @return u with constrain(u) = x; NaN or infinite where x lies outside or on the boundary
     */
    Expr unconstrain(Expr x);
}
