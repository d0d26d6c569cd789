package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** The sum of two kernels: that of the sum of two independent functions. */
record KernelSum(Kernel first, Kernel second) implements Kernel {
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
}
