package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a symmetric matrix A receives from the adjoint of its Cholesky factor L, of which the upper triangle is not read:
 *
 * <pre>
 *   Ā = (S + Sᵀ)/2,   S = L⁻ᵀ Φ(Lᵀ L̄) L⁻¹,   Φ the lower triangle with half the diagonal
 * </pre>
 *
 * <p>Murray (2016), "Differentiation of the Cholesky decomposition", arXiv 1602.07527. The engine has a routine for it;
 * what the formula says in products and solves is what this operation's own derivative is taken of.
 */
public record CholeskyDerivative() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        int n = node.shape().dimension(0);
        // Unknowns of their own: the adjoint may depend on the factor, and only the direct part is wanted here.
        Plate plate = node.shape().plate();
        Expr l = unknown("L", n, plate);
        Expr ofL = unknown("adjoint of L", n, plate);
        Expr ofNode = unknown("adjoint of the derivative", n, plate);
        Expr product = formula(l, ofL).times(ofNode).sum();
        Expr scalar = plate == null ? product : product.sumRows();
        Map<Expr, Expr> actual = new HashMap<>();
        actual.put(l, node.operand(0));
        actual.put(ofL, node.operand(1));
        Expr full = Broadcasting.toInner(adjoint, n, n);
        actual.put(ofNode, plate == null ? full : full.onRows(plate));
        return new ArrayList<>(Graph.substitute(Gradient.of(scalar, List.of(l, ofL)), actual));
    }

    private static Expr unknown(String name, int n, @Nullable Plate plate) {
        return plate == null
                ? Expr.variable(name, n, n)
                : Expr.variable(name, n, n, plate.size()).toRows(plate);
    }

    private static Expr formula(Expr l, Expr ofL) {
        int n = l.shape().dimension(0);
        double[][] half = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                half[i][j] = 1;
            }
            half[i][i] = 0.5;
        }
        Expr lower = MatrixAlgebra.product(l, ofL, true, false).times(Expr.constant(half));
        Expr left = l.solveLowerTransposed(lower);
        Expr both = l.solveLowerTransposed(left.transpose());
        return both.plus(both.transpose()).times(0.5);
    }
}
