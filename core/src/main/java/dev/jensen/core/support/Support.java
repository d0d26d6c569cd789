package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * The set where a law puts its mass: a {@link ContinuousSupport}, onto which all of ℝᵈ can be mapped, or an {@link
 * IntegerRange}.
 */
public sealed interface Support permits ContinuousSupport, IntegerRange {
    /**
     * Tells which values lie outside.
     *
     * @param x any value; vector supports use the last inner axis
     * @return 1 (or more) outside and 0 inside, for each scalar or, of a vector support, for each vector; 0 for NaN, so
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
