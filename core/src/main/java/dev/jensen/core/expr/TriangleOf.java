package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The upper triangle of a symmetric adjoint [n, n], row by row, as a vector of length n(n + 1)/2 in which each number off the
 * diagonal counts for both its places: twice what it was.
 */
public record TriangleOf() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        throw new IllegalStateException("derivatives are taken before matrices become triangles");
    }
}
