package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** The sum of two stationary kernels, which is stationary too. */
record StationarySum(Stationary first, Stationary second) implements Stationary {
    @Override
    public Expr covariance(double[][] x, double[][] y) {
        return first.covariance(x, y).plus(second.covariance(x, y));
    }

    @Override
    public Expr covariance(double[][] x) {
        return first.covariance(x).plus(second.covariance(x));
    }

    @Override
    public Expr variance(double[][] x) {
        return first.variance(x).plus(second.variance(x));
    }

    @Override
    public Expr spectralDensity(double[][] frequencies) {
        return first.spectralDensity(frequencies).plus(second.spectralDensity(frequencies));
    }
}
