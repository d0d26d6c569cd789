package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** log F(w; α) of the standard skew normal law, F = ∫ 2 φ(v) Φ(αv) dv up to w, accurate in both tails. */
public record SkewNormalTail() implements SpecialOperation {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /**
     * log F(w; α); the upper tail is log F(−w; −α).
     *
     * @param w where
     * @param skew α
     * @return at most 0; broadcast
     */
    public static Expr log(Expr w, Expr skew) {
        return SpecialOperation.node(new SkewNormalTail(), "skew normal", w, skew);
    }

    /** ∂F/∂w = 2 φ(w) Φ(αw), ∂F/∂α = −exp(−½w²(1 + α²)) / (π(1 + α²)). */
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr w = node.operand(0);
        Expr skew = node.operand(1);
        Expr power = w.square().times(-0.5).minus(node);
        Expr byW = power.plus(w.times(skew).logNormalCdf()).plus(Math.log(2) - 0.5 * LOG_TWO_PI);
        Expr bySkew = power.minus(w.times(skew).square().times(0.5))
                .minus(skew.square().log1p())
                .minus(Math.log(Math.PI));
        return SpecialOperation.pullback(node, adjoint, byW.exp(), bySkew.exp().negate());
    }
}
