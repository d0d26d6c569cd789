package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tail of the gamma law of shape a and rate 1, at y = log x, so that neither tail under- or overflows. With L = log X:
 *
 * <pre>
 *   order  0   log P(L ≤ y), or log P(L &gt; y): the logarithms of the regularised incomplete gamma functions
 *   order −1   λ, the logarithm of the density of L at y divided by that probability
 *   order  n   Kₙ = E[(L − y)ⁿ | the tail]
 * </pre>
 *
 * <p>These are closed under differentiation, with h = exp λ, K₀ = 1 and the upper sign for the lower tail:
 *
 * <pre>
 *   ∂log P/∂y = ±h             ∂log P/∂a = K₁ + y − ψ(a)
 *   ∂λ/∂y = a − eʸ ∓ h         ∂λ/∂a = −K₁
 *   ∂Kₙ/∂y = −n Kₙ₋₁ ∓ h Kₙ    ∂Kₙ/∂a = Kₙ₊₁ − Kₙ K₁
 * </pre>
 *
 * @param tail which one
 * @param order −1 or more
 */
public record GammaTail(Tail tail, int order) implements SpecialOperation {
    /**
     * log P(a, x), the logarithm of the lower regularised incomplete gamma function.
     *
     * @param shape a &gt; 0
     * @param logX y = log x
     * @return at most 0; broadcast
     */
    public static Expr logLower(Expr shape, Expr logX) {
        return of(Tail.LOWER, 0, shape, logX);
    }

    /**
     * log Q(a, x), the logarithm of the upper regularised incomplete gamma function.
     *
     * @param shape a &gt; 0
     * @param logX y = log x
     * @return at most 0; broadcast
     */
    public static Expr logUpper(Expr shape, Expr logX) {
        return of(Tail.UPPER, 0, shape, logX);
    }

    private static Expr of(Tail tail, int order, Expr shape, Expr logX) {
        return SpecialOperation.node(new GammaTail(tail, order), "incomplete gamma", shape, logX);
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr a = node.operand(0);
        Expr y = node.operand(1);
        Expr hazard = (order == -1 ? node : of(tail, -1, a, y)).exp();
        Expr signed = tail == Tail.LOWER ? hazard : hazard.negate();
        Expr first = order == 1 ? node : of(tail, 1, a, y);
        if (order == 0) {
            return SpecialOperation.pullback(node, adjoint, first.plus(y).minus(a.digamma()), signed);
        }
        if (order == -1) {
            return SpecialOperation.pullback(
                    node, adjoint, first.negate(), a.minus(y.exp()).minus(signed));
        }
        Expr before = order == 1 ? Expr.constant(1) : of(tail, order - 1, a, y);
        return SpecialOperation.pullback(
                node,
                adjoint,
                of(tail, order + 1, a, y).minus(node.times(first)),
                before.times(order).plus(node.times(signed)).negate());
    }
}
