package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * Symmetric positive definite matrices Σ = L Lᵀ, with L as {@link CovarianceCholesky} has it. The log Jacobian, in the
 * elements of the lower triangle, is that of L and K log 2 + Σₖ (K − k + 1) log Lₖₖ.
 *
 * <p>A law on Σ needs the Cholesky factor that the transform had in its hands: a law on L, such as {@code
 * WishartCholesky} for {@code Wishart}, is the same model at less cost, and keeps digits that Σ rounds away.
 */
public record CovarianceMatrix() implements ContinuousSupport {
    private static final String MATRIX = "a covariance matrix";

    @Override
    public int[] unconstrained(int... inner) {
        return Triangle.of(MATRIX, true, inner).packed(inner);
    }

    @Override
    public Expr constrain(Expr u) {
        return Triangle.square(new CovarianceCholesky().constrain(u));
    }

    @Override
    public Expr logJacobian(Expr u) {
        int size = Triangle.ofVector(MATRIX, true, u).size();
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            weights[k] = size - k + 1; // one of them L's own
        }
        Expr logs = CovarianceCholesky.logDiagonal(u).times(Expr.constant(weights));
        return logs.sum(-1).plus(size * Math.log(2));
    }

    @Override
    public Expr unconstrain(Expr x) {
        return new CovarianceCholesky().unconstrain(x.choleskyFactor());
    }

    @Override
    public Expr outside(Expr x) {
        Triangle.of(MATRIX, true, x.shape().inner());
        return Matrices.asymmetric(x).plus(Matrices.indefinite(x)).times(Matrices.isNumber(x));
    }

    @Override
    public void check(String what, Expr x) {
        int size = Triangle.of(MATRIX, true, x.shape().inner()).size();
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, size * size, matrix -> Matrices.noCovariance(matrix, size));
    }

    @Override
    public String toString() {
        return "a symmetric positive definite matrix";
    }
}
