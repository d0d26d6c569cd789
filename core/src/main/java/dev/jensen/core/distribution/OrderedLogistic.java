package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/**
 * Ordered outcomes 0 to K by a predictor and cut points: the outcome is the number of cut points that η + ε exceeds, ε of the standard
 * logistic law. With σ the logistic function, P(k) = σ(cₖ − η) − σ(cₖ₋₁ − η) = σ(cₖ − η) σ(η − cₖ₋₁) (1 − exp(cₖ₋₁ − cₖ)), of which the
 * last form loses nothing however far η is (McCullagh, "Regression models for ordinal data", 1980).
 *
 * @param predictor η, a number or one for each row
 * @param cutpoints c, an increasing vector of one number fewer than there are outcomes, the same for all rows or one for each
 */
public record OrderedLogistic(Expr predictor, Expr cutpoints) implements OrderedOutcomes {
    private static final Logistic NOISE = Logistic.of(0, 1);

    /** Checks shapes, and parameters that are known. */
    public OrderedLogistic {
        Parameter.check("OrderedLogistic", "predictor", predictor, Parameter.Range.REAL);
        Cutpoints.check("OrderedLogistic", cutpoints);
    }

    /** {@return the law of ordered outcomes of a predictor and increasing cut points} */
    public static OrderedLogistic of(Expr predictor, Expr cutpoints) {
        return new OrderedLogistic(predictor, cutpoints);
    }

    /** {@return the law of ordered outcomes of a predictor and increasing cut points} */
    public static OrderedLogistic of(double predictor, double... cutpoints) {
        return new OrderedLogistic(Expr.constant(predictor), Expr.constant(cutpoints));
    }

    @Override
    public CumulativeContinuous noise() {
        return NOISE;
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr zero = Expr.constant(0);
        Expr isFirst = x.equalTo(0);
        Expr isLast = x.equalTo(Cutpoints.last(cutpoints));
        Expr above = Cutpoints.above(cutpoints, x);
        Expr below = Cutpoints.below(cutpoints, x);
        Expr notAbove = Expr.select(isLast, zero, predictor.minus(above).softplus());
        Expr notBelow = Expr.select(isFirst, zero, below.minus(predictor).softplus());
        Expr gap = Expr.select(isFirst.max(isLast), Expr.constant(-1), below.minus(above));
        Expr between =
                Expr.select(isFirst.max(isLast), zero, gap.expm1().negate().log());
        return between.minus(notAbove).minus(notBelow);
    }

    private Expr exceeding() {
        return predictor.reshape(1).minus(cutpoints).sigmoid();
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
