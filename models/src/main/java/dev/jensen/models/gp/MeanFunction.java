package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** The mean of a Gaussian process at any points. */
@FunctionalInterface
public interface MeanFunction {
    /**
     * The means.
     *
     * @param x n points of D coordinates each
     * @return [n], or a number for all
     */
    Expr at(double[][] x);
}
