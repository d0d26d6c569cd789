package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ordered outcomes 0 to K by a predictor η and increasing cut points c: the outcome is the number of cut points that η + ε exceeds. With
 * F the distribution function of ε, P(Y ≤ k) = F(cₖ − η) (McCullagh, "Regression models for ordinal data", 1980).
 */
public sealed interface OrderedOutcomes extends CumulativeDiscrete permits OrderedLogistic, OrderedProbit {
    /** {@return η, a number or one for each row} */
    Expr predictor();

    /** {@return c, an increasing vector of one number fewer than there are outcomes, the same for all rows or one for each} */
    Expr cutpoints();

    /** {@return the law of ε, in its standard form} */
    CumulativeContinuous noise();

    @Override
    default List<Parameter> parameters() {
        return List.of(
                new Parameter("predictor", predictor(), Parameter.Range.REAL),
                new Parameter("cutpoints", cutpoints(), Parameter.Range.REAL, 1));
    }

    @Override
    default Shape drawShape() {
        return predictor().plus(cutpoints().at(0)).shape();
    }

    @Override
    default IntegerRange support() {
        return IntegerRange.of(0, Cutpoints.last(cutpoints()));
    }

    @Override
    default Expr logCdf(Expr x) {
        Expr inside = noise().logCdf(Cutpoints.above(cutpoints(), x.max(0)).minus(predictor()));
        return Tails.from(x, 0, Tails.upTo(x, Expr.constant(Cutpoints.last(cutpoints())), inside));
    }

    @Override
    default Expr logSurvival(Expr x) {
        Expr inside = noise().logSurvival(Cutpoints.above(cutpoints(), x.max(0)).minus(predictor()));
        Expr none = Expr.constant(Double.NEGATIVE_INFINITY);
        Expr upTo = Expr.select(x.greaterOrEqual(Cutpoints.last(cutpoints())), none, inside);
        return Expr.select(x.lessThan(0), Expr.constant(0), upTo);
    }

    @Override
    default Level level(double x, double[] parameters) {
        int k = (int) Math.floor(Math.min(x, parameters.length));
        if (k < 0) {
            return Level.NOTHING_BELOW;
        }
        return k >= parameters.length - 1
                ? Level.NOTHING_BELOW.mirrored()
                : noise().level(parameters[k + 1] - parameters[0], Cutpoints.STANDARD);
    }

    @Override
    default double quantile(Level level, double[] parameters) {
        return Tails.count(level, parameters.length - 1.0, k -> level(k, parameters));
    }

    @Override
    default void sample(RandomGenerator random, double[] parameters, double[] out) {
        noise().sample(random, Cutpoints.STANDARD, out);
        out[0] = Cutpoints.outcome(parameters[0] + out[0], parameters);
    }
}
