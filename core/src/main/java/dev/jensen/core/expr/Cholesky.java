package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower Cholesky factor of a symmetric positive definite inner matrix; NaN where it is not positive definite. Its
 * derivative is an operation of its own, {@link CholeskyDerivative}.
 */
public record Cholesky() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Shape shape = node.shape();
        Expr full = Broadcasting.toInner(adjoint, shape.inner());
        return List.of(new Expr(new CholeskyDerivative(), List.of(node, full), shape));
    }
}
