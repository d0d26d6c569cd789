package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of an angle t with density proportional to exp(κ cos t): order 0 is log(e⁻ᵏ I₀(κ)), order n the moment Dₙ = E[(cos t − 1)ⁿ]; D₁ is
 * I₁(κ)/I₀(κ) − 1. The derivatives are D₁ and Dₙ₊₁ − Dₙ D₁.
 *
 * @param order at least 0
 */
public record CosineMoment(int order) implements SpecialOperation {
    /**
     * log(e⁻ᵏ I₀(κ)), which does not overflow.
     *
     * @param kappa κ ≥ 0
     * @return about −½ log 2πκ where κ is large
     */
    public static Expr logScaledBessel(Expr kappa) {
        return of(0, kappa);
    }

    /**
     * E[cos t] − 1 = I₁(κ)/I₀(κ) − 1.
     *
     * @param kappa κ ≥ 0
     * @return from −1 to 0
     */
    public static Expr meanDrop(Expr kappa) {
        return of(1, kappa);
    }

    private static Expr of(int order, Expr kappa) {
        return SpecialOperation.node(new CosineMoment(order), "Bessel function", kappa);
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr kappa = node.operand(0);
        Expr first = of(1, kappa);
        Expr slope = order == 0 ? first : of(order + 1, kappa).minus(node.times(first));
        return SpecialOperation.pullback(node, adjoint, slope);
    }
}
