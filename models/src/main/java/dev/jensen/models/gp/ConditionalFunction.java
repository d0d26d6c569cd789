package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * A function known through w = L⁻¹(values − mean) at some points, L Lᵀ being the covariance of these values, noise included:
 * its mean elsewhere is m + (L⁻¹ k)ᵀ w, its covariance k′ − (L⁻¹ k)ᵀ(L⁻¹ k).
 *
 * @param process the prior
 * @param points where it is known
 * @param factor L
 * @param whitened w
 * @param values at the points of the data
 */
record ConditionalFunction(GaussianProcess process, double[][] points, Expr factor, Expr whitened, Expr values)
        implements LatentFunction {

    private Expr projection(double[][] x) {
        return factor.solveLower(process.kernel().covariance(points, x));
    }

    @Override
    public Expr mean(double[][] x) {
        return projection(x).transpose().matVec(whitened).plus(process.meanAt(x));
    }

    @Override
    public Expr covariance(double[][] x) {
        Expr part = projection(x);
        return process.kernel().covariance(x).minus(part.transpose().matMul(part));
    }

    @Override
    public Expr variance(double[][] x) {
        return process.kernel().variance(x).minus(projection(x).square().sum(0));
    }
}
