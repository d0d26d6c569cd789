package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ordered outcomes 0 to K by a predictor and cut points: the outcome is the number of cut points that η + ε exceeds, ε of the standard
 * logistic law. With σ the logistic function, P(k) = σ(cₖ − η) − σ(cₖ₋₁ − η) = σ(cₖ − η) σ(η − cₖ₋₁) (1 − exp(cₖ₋₁ − cₖ)), of which the
 * last form loses nothing however far η is (McCullagh, "Regression models for ordinal data", 1980).
 *
 * @param predictor η, a number or one for each row
 * @param cutpoints c, an increasing vector of one number fewer than there are outcomes, the same for all rows or one for each
 */
public record OrderedLogistic(Expr predictor, Expr cutpoints) implements CumulativeDiscrete {
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
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("predictor", predictor, Parameter.Range.REAL),
                new Parameter("cutpoints", cutpoints, Parameter.Range.REAL, 1));
    }

    @Override
    public Shape drawShape() {
        return predictor.plus(cutpoints.at(0)).shape();
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, Cutpoints.last(cutpoints));
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
    public Expr logCdf(Expr x) {
        Expr inside =
                predictor.minus(Cutpoints.above(cutpoints, x.max(0))).softplus().negate();
        return Tails.from(x, 0, Tails.upTo(x, Expr.constant(Cutpoints.last(cutpoints)), inside));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside =
                Cutpoints.above(cutpoints, x.max(0)).minus(predictor).softplus().negate();
        Expr none = Expr.constant(Double.NEGATIVE_INFINITY);
        Expr upTo = Expr.select(x.greaterOrEqual(Cutpoints.last(cutpoints)), none, inside);
        return Expr.select(x.lessThan(0), Expr.constant(0), upTo);
    }

    @Override
    public Level level(double x, double[] parameters) {
        int k = (int) Math.floor(Math.min(x, parameters.length));
        if (k < 0) {
            return Level.NOTHING_BELOW;
        }
        return k >= parameters.length - 1
                ? Level.NOTHING_BELOW.mirrored()
                : Tails.logisticLevel(parameters[k + 1] - parameters[0]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double u = random.nextDouble();
        out[0] = Cutpoints.outcome(parameters[0] + Math.log(u) - Math.log1p(-u), parameters);
    }

    @Override
    public Expr mean() {
        return Cutpoints.mean(exceeding());
    }

    @Override
    public Expr variance() {
        return Cutpoints.variance(exceeding());
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Tails.count(level, parameters.length - 1.0, k -> level(k, parameters));
    }
}
