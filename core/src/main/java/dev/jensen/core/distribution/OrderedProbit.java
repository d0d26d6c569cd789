package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/**
 * Ordered outcomes 0 to K by a predictor and cut points: the outcome is the number of cut points that η + ε exceeds, ε of the standard
 * normal law. P(k) = Φ(cₖ − η) − Φ(cₖ₋₁ − η), by the tail in which the cut points lie.
 *
 * @param predictor η, a number or one for each row
 * @param cutpoints c, an increasing vector of one number fewer than there are outcomes, the same for all rows or one for each
 */
public record OrderedProbit(Expr predictor, Expr cutpoints) implements OrderedOutcomes {
    private static final Normal NOISE = Normal.of(0, 1);

    /** Checks shapes, and parameters that are known. */
    public OrderedProbit {
        Parameter.check("OrderedProbit", "predictor", predictor, Parameter.Range.REAL);
        Cutpoints.check("OrderedProbit", cutpoints);
    }

    /** {@return the law of ordered outcomes of a predictor and increasing cut points} */
    public static OrderedProbit of(Expr predictor, Expr cutpoints) {
        return new OrderedProbit(predictor, cutpoints);
    }

    /** {@return the law of ordered outcomes of a predictor and increasing cut points} */
    public static OrderedProbit of(double predictor, double... cutpoints) {
        return new OrderedProbit(Expr.constant(predictor), Expr.constant(cutpoints));
    }

    @Override
    public CumulativeContinuous noise() {
        return NOISE;
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr isFirst = x.equalTo(0);
        Expr isLast = x.equalTo(Cutpoints.last(cutpoints));
        Expr a = Cutpoints.below(cutpoints, x).minus(predictor);
        Expr b = Cutpoints.above(cutpoints, x).minus(predictor);
        // mirrored where both cut points are above η; for the last outcome only a counts, for the first only b
        Expr mirrored = Expr.select(isFirst, Expr.constant(0), a.greaterThan(0).max(isLast));
        Expr greater = Expr.select(mirrored, a.negate(), b).logNormalCdf();
        Expr less = Expr.select(mirrored, b.negate(), a).logNormalCdf();
        Expr isEnd = isFirst.max(isLast);
        Expr difference = Expr.select(isEnd, Expr.constant(-1), less.minus(greater));
        return greater.plus(Expr.select(isEnd, Expr.constant(0), Tails.complement(difference)));
    }

    private Expr exceeding() {
        return predictor.reshape(1).minus(cutpoints).normalCdf();
    }

    @Override
    public Expr mean() {
        return Cutpoints.mean(exceeding());
    }

    @Override
    public Expr variance() {
        return Cutpoints.variance(exceeding());
    }
}
