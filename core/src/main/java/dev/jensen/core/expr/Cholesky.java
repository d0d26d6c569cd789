package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower Cholesky factor of a symmetric positive definite inner matrix, on every row where it has rows; NaN where it is
 * not positive definite. Its derivative is an operation of its own, {@link CholeskyDerivative}.
 *
 * @param of what messages call the matrix; empty for no name
 * @param jitter what has been added to the matrix' diagonal, relative to the diagonal's mean: for messages only
 */
public record Cholesky(String of, double jitter) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Shape shape = node.shape();
        Expr full = Broadcasting.toInner(adjoint, shape.inner());
        Plate plate = shape.plate();
        if (plate != null) {
            full = full.onRows(plate);
        }
        return List.of(new Expr(new CholeskyDerivative(), List.of(node, full), shape));
    }
}
