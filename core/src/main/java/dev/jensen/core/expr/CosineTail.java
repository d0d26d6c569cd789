package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower tail of an angle X between −π and π with density proportional to e^(κc), c = cos(x − μ) − 1:
 *
 * <pre>
 *   order 0    log P(X ≤ x)
 *   order n    Kₙ = E[cⁿ | X ≤ x]
 * </pre>
 *
 * <p>These are closed under differentiation, with h and g the densities at x and at −π divided by P(X ≤ x), and K₁(π) = D₁:
 *
 * <pre>
 *   ∂log P/∂x = h              ∂log P/∂μ = g − h                              ∂log P/∂κ = K₁ − D₁
 *   ∂Kₙ/∂x = h(c(x)ⁿ − Kₙ)     ∂Kₙ/∂μ = g(c(−π)ⁿ − Kₙ) − h(c(x)ⁿ − Kₙ)        ∂Kₙ/∂κ = Kₙ₊₁ − KₙK₁
 * </pre>
 *
 * @param order at least 0
 */
public record CosineTail(int order) implements SpecialOperation {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /**
     * log P(X ≤ x).
     *
     * @param x the angle, above −π and at most π
     * @param mu μ
     * @param kappa κ ≥ 0
     * @return at most 0; broadcast
     */
    public static Expr log(Expr x, Expr mu, Expr kappa) {
        return of(0, x, mu, kappa);
    }

    private static Expr of(int order, Expr x, Expr mu, Expr kappa) {
        return SpecialOperation.node(new CosineTail(order), "von Mises tail", x, mu, kappa);
    }

    /** cos(x − μ) − 1 = −2 sin²((x − μ)/2). */
    private static Expr drop(Expr x, Expr mu) {
        return x.minus(mu).times(0.5).sin().square().times(-2);
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr x = node.operand(0);
        Expr mu = node.operand(1);
        Expr kappa = node.operand(2);
        Expr logMass = (order == 0 ? node : of(0, x, mu, kappa))
                .plus(CosineMoment.logScaledBessel(kappa))
                .plus(LOG_TWO_PI);
        Expr here = drop(x, mu);
        Expr cut = drop(Expr.constant(-Math.PI), mu);
        Expr atX = kappa.times(here).minus(logMass).exp();
        Expr atCut = kappa.times(cut).minus(logMass).exp();
        Expr first = order == 1 ? node : of(1, x, mu, kappa);
        if (order == 0) {
            return SpecialOperation.pullback(
                    node, adjoint, atX, atCut.minus(atX), first.minus(CosineMoment.meanDrop(kappa)));
        }
        Expr byX = atX.times(power(here).minus(node));
        Expr byCut = atCut.times(power(cut).minus(node));
        return SpecialOperation.pullback(
                node,
                adjoint,
                byX,
                byCut.minus(byX),
                of(order + 1, x, mu, kappa).minus(node.times(first)));
    }

    private Expr power(Expr drop) {
        Expr power = drop;
        for (int i = 1; i < order; i++) {
            power = power.times(drop);
        }
        return power;
    }
}
