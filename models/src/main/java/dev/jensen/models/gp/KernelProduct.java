package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** The product of two kernels. */
record KernelProduct(Kernel first, Kernel second) implements Kernel {
    @Override
    public Expr covariance(double[][] x, double[][] y) {
        return first.covariance(x, y).times(second.covariance(x, y));
    }

    @Override
    public Expr covariance(double[][] x) {
        return first.covariance(x).times(second.covariance(x));
    }

    @Override
    public Expr variance(double[][] x) {
        return first.variance(x).times(second.variance(x));
    }
}
