package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The solution X of L X = B, or of Lᵀ X = B, for a lower triangular L of which the upper triangle is not read; on
 * every row where both have rows.
 *
 * @param transposed whether Lᵀ is meant
 */
public record TriangularSolve(boolean transposed) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr factor = node.operand(0);
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        Plate plate = node.shape().plate();
        if (plate != null) {
            full = full.onRows(plate);
        }
        Expr second = transposed ? factor.solveLower(full) : factor.solveLowerTransposed(full);
        Expr outer = transposed
                ? MatrixAlgebra.product(node, second, false, true)
                : MatrixAlgebra.product(second, node, false, true);
        int n = factor.shape().dimension(0);
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] = -1;
            }
        }
        return List.of(outer.times(Expr.constant(lower)), second);
    }
}
