package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * Lower triangular matrices with a diagonal &gt; 0: the Cholesky factors L of covariance matrices L Lᵀ. Below the diagonal
 * L is u, on it exp(u); log Jacobian Σ uₖₖ, in the elements of the lower triangle.
 */
public record CovarianceCholesky() implements ContinuousSupport {
    private static final String MATRIX = "a Cholesky factor of a covariance matrix";

    @Override
    public int[] unconstrained(int... inner) {
        return Triangle.of(MATRIX, true, inner).packed(inner);
    }

    @Override
    public Expr constrain(Expr u) {
        Triangle all = Triangle.ofVector(MATRIX, true, u);
        Expr matrix = all.unpack(u);
        Expr diagonal = matrix.diagonal().exp();
        return Matrices.onDiagonal(matrix.times(below(all.size())), diagonal);
    }

    /** 1 below the diagonal. */
    private static Expr below(int size) {
        double[][] below = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                below[i][j] = 1;
            }
        }
        return Expr.constant(below);
    }

    @Override
    public Expr logJacobian(Expr u) {
        return logDiagonal(u).sum(-1);
    }

    /** log Lₖₖ. */
    static Expr logDiagonal(Expr u) {
        return Triangle.ofVector(MATRIX, true, u).unpack(u).diagonal();
    }

    @Override
    public Expr unconstrain(Expr x) {
        Triangle all = Triangle.of(MATRIX, true, x.shape().inner());
        Expr diagonal = x.diagonal().log();
        return all.pack(Matrices.onDiagonal(x.times(below(all.size())), diagonal));
    }

    @Override
    public Expr outside(Expr x) {
        Triangle.of(MATRIX, true, x.shape().inner());
        Expr bad = x.diagonal().lessOrEqual(0).sum(-1).plus(Matrices.above(x));
        return bad.times(Matrices.isNumber(x));
    }

    @Override
    public void check(String what, Expr x) {
        int size = Triangle.of(MATRIX, true, x.shape().inner()).size();
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, size * size, matrix -> Matrices.noFactor(matrix, size));
    }

    @Override
    public String toString() {
        return "a lower triangular matrix with a diagonal > 0";
    }
}
