package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower tail of the beta law of X, at u = log x/(1 − x), so that both tails keep their digits: the upper one is the lower one
 * of 1 − X, with a and b exchanged, at −u. With P = log X − log x and R = log(1 − X) − log(1 − x):
 *
 * <pre>
 *   orders (0, 0)    log I_x(a, b), the logarithm of the regularised incomplete beta function
 *   orders (−1, 0)   λ, the logarithm of the density of the logit at u divided by I_x(a, b)
 *   orders (m, n)    Kₘₙ = E[Pᵐ Rⁿ | X ≤ x]
 * </pre>
 *
 * <p>These are closed under differentiation, with h = exp λ and K₀₀ = 1:
 *
 * <pre>
 *   ∂log I/∂u = h                    ∂log I/∂a = K₁₀ + log x − ψ(a) + ψ(a + b)      ∂log I/∂b = K₀₁ + log(1 − x) − ψ(b) + ψ(a + b)
 *   ∂λ/∂u = a(1 − x) − bx − h        ∂λ/∂a = −K₁₀                                   ∂λ/∂b = −K₀₁
 *   ∂Kₘₙ/∂u = −m(1 − x)Kₘ₋₁ₙ + nxKₘₙ₋₁ − hKₘₙ      ∂Kₘₙ/∂a = Kₘ₊₁ₙ − KₘₙK₁₀       ∂Kₘₙ/∂b = Kₘₙ₊₁ − KₘₙK₀₁
 * </pre>
 *
 * @param ofX m, or −1
 * @param ofRest n
 */
public record BetaTail(int ofX, int ofRest) implements SpecialOperation {
    /**
     * log I_x(a, b), the logarithm of the regularised incomplete beta function.
     *
     * @param a a &gt; 0
     * @param b b &gt; 0
     * @param logit u = log x/(1 − x)
     * @return at most 0; broadcast
     */
    public static Expr log(Expr a, Expr b, Expr logit) {
        return of(0, 0, a, b, logit);
    }

    private static Expr of(int ofX, int ofRest, Expr a, Expr b, Expr logit) {
        return SpecialOperation.node(new BetaTail(ofX, ofRest), "incomplete beta", a, b, logit);
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        Expr u = node.operand(2);
        Expr hazard = (ofX == -1 ? node : of(-1, 0, a, b, u)).exp();
        Expr p = of(1, 0, a, b, u);
        Expr r = of(0, 1, a, b, u);
        Expr x = u.sigmoid();
        Expr rest = u.negate().sigmoid();
        if (ofX == -1) {
            Expr slope = a.times(rest).minus(b.times(x)).minus(hazard);
            return SpecialOperation.pullback(node, adjoint, p.negate(), r.negate(), slope);
        }
        if (ofX == 0 && ofRest == 0) {
            Expr ofTotal = a.plus(b).digamma();
            return SpecialOperation.pullback(
                    node,
                    adjoint,
                    p.minus(u.negate().softplus()).minus(a.digamma()).plus(ofTotal),
                    r.minus(u.softplus()).minus(b.digamma()).plus(ofTotal),
                    hazard);
        }
        Expr slope = node.times(hazard).negate();
        if (ofX > 0) {
            slope = slope.minus(lower(ofX - 1, ofRest, a, b, u).times(rest).times(ofX));
        }
        if (ofRest > 0) {
            slope = slope.plus(lower(ofX, ofRest - 1, a, b, u).times(x).times(ofRest));
        }
        return SpecialOperation.pullback(
                node,
                adjoint,
                of(ofX + 1, ofRest, a, b, u).minus(node.times(p)),
                of(ofX, ofRest + 1, a, b, u).minus(node.times(r)),
                slope);
    }

    private static Expr lower(int m, int n, Expr a, Expr b, Expr u) {
        return m == 0 && n == 0 ? Expr.constant(1) : of(m, n, a, b, u);
    }
}
