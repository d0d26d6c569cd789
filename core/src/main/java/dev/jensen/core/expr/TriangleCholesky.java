package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower Cholesky factor [n, n] of a symmetric matrix of which the operand holds the upper triangle, row by row, as a
 * vector of length n(n + 1)/2: what {@link Cholesky} becomes where nothing else needs the whole matrix.
 */
public record TriangleCholesky() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        throw new IllegalStateException("derivatives are taken before matrices become triangles");
    }
}
