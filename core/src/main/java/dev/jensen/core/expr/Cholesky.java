package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower Cholesky factor of a symmetric positive definite inner matrix; NaN where it is not positive definite. Its
 * derivative is that of Murray (2016), "Differentiation of the Cholesky decomposition", arXiv 1602.07527.
 */
public record Cholesky() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        int n = node.shape().dimension(0);
        double[][] half = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                half[i][j] = 1;
            }
            half[i][i] = 0.5;
        }
        Expr full = Broadcasting.toInner(adjoint, n, n);
        Expr lower = node.matMul(full, true, false).times(Expr.constant(half));
        Expr left = node.solveLowerTransposed(lower);
        Expr both = node.solveLowerTransposed(left.transpose());
        return List.of(both.plus(both.transpose()).times(0.5));
    }
}
