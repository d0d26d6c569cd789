package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * The set where a law puts its mass: a {@link ContinuousSupport}, onto which all of ℝᵈ can be mapped, or whole numbers, an
 * {@link IntegerRange} of them or a {@link CountVector}.
 */
public sealed interface Support permits ContinuousSupport, IntegerRange, CountVector {
    /**
     * Tells which values lie outside.
     *
     * @param x any value; vector supports use the last inner axis, matrix supports the last two
     * @return 1 (or more) outside and 0 inside, for each scalar or, of such a support, for each vector or matrix; 0 for NaN, so
     *     that NaN is not taken for an ordinary zero density
     */
    Expr outside(Expr x);

    /**
     * Checks data. Only numbers and bounds that are constants or data columns can be checked; other expressions pass.
     *
     * @param what what messages call the data, such as {@code data "y" of Poisson}
     * @param x the data
     * @throws IllegalArgumentException naming the row, the value and the set
     */
    void check(String what, Expr x);
}
