package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * p·x xᵀ + q·(L Lᵀ)⁻¹ of a lower triangular L [n, n] and vectors x [n, k], as {@link TriangleOf} holds it: what a covariance receives
 * from a Gaussian density, x being L⁻ᵀL⁻¹ times the deviation up to its sign.
 *
 * @param outer p
 * @param inverse q
 */
public record CovarianceAdjoint(double outer, double inverse) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        throw new IllegalStateException("derivatives are taken before matrices become triangles");
    }
}
