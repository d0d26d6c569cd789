package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * A set of real numbers, vectors or matrices, and the smooth map of ℝᵈ onto its interior; one-to-one for all but {@link
 * UnitVector}, which says what it does instead.
 *
 * <p>Scalar supports map element by element, whatever the shape; supports of vectors take the last inner axis as one
 * vector, supports of matrices the last two as one square matrix. Axes before these are a stack of such values, and rows
 * of a plate are mapped each by itself.
 *
 * <p>A vector or matrix that is bound by equations, such as a simplex, has fewer degrees of freedom than elements; each
 * support then says in which coordinates densities are meant, and {@link #logJacobian} is the determinant in these.
 */
public sealed interface ContinuousSupport extends Support
        permits Real,
                Positive,
                LowerBounded,
                UpperBounded,
                Interval,
                Simplex,
                Ordered,
                PositiveOrdered,
                SumToZero,
                UnitVector,
                CorrelationCholesky,
                CovarianceCholesky,
                CorrelationMatrix,
                CovarianceMatrix {
    /**
     * The dimensions of the unconstrained numbers that describe a value, or a stack of values.
     *
     * @param inner the value's dimensions
     * @return those of u; its last may be 0, where a value leaves nothing free
     * @throws IllegalArgumentException if a support of vectors or square matrices is asked about something else
     */
    default int[] unconstrained(int... inner) {
        return inner.clone();
    }

    /**
     * From unconstrained to constrained.
     *
     * @param u any shape; vector supports use the last inner axis
     * @return a value in the set; a matrix has one axis more than its unconstrained numbers
     */
    Expr constrain(Expr u);

    /**
     * log |det ∂x/∂u| of {@link #constrain}, in nats.
     *
     * @param u unconstrained
     * @return one number for each scalar of a scalar support (the shape of u), one for each vector or matrix of the others
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
