package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** A function that is known everywhere once its coefficients are. */
record ExpandedFunction(Expansion expansion, Expr coefficients, Expr values) implements LatentFunction {
    @Override
    public Expr mean(double[][] x) {
        return expansion.features(x).matVec(coefficients);
    }

    @Override
    public Expr covariance(double[][] x) {
        return Expr.zeros(x.length, x.length);
    }

    @Override
    public Expr variance(double[][] x) {
        return Expr.zeros(x.length);
    }
}
