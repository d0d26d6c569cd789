package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the number of failures before the first success: log P(k) = log p + k log(1 − p), k ≥ 0.
 *
 * @param probability p, of success, more than 0
 */
public record Geometric(Expr probability) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks parameters that are known. */
    public Geometric {
        Parameter.check("Geometric", "probability", probability, Parameter.Range.PROBABILITY);
        if (Double.valueOf(0).equals(probability.number())) {
            throw new IllegalArgumentException("Geometric probability must be > 0 and <= 1: 0.0");
        }
    }

    /** {@return the geometric law of a probability between 0 and 1} */
    public static Geometric of(Expr probability) {
        return new Geometric(probability);
    }

    /** {@return the geometric law of a probability between 0 and 1} */
    public static Geometric of(double probability) {
        return new Geometric(Expr.constant(probability));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("probability", probability, Parameter.Range.PROBABILITY));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.from(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return probability.log().plus(XLogY.complement(x, probability));
    }

    @Override
    public Expr mean() {
        return probability.negate().plus(1).dividedBy(probability);
    }

    @Override
    public Expr variance() {
        return probability.negate().plus(1).dividedBy(probability.square());
    }

    @Override
    public Expr entropy() {
        Expr failure = probability.negate().plus(1);
        Expr ofFailure = XLogY.of(failure, failure).dividedBy(probability);
        return probability.log().plus(ofFailure).negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.complement(logSurvival(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return XLogY.complement(x.plus(1).max(0), probability);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return x < 0
                ? Level.NOTHING_BELOW
                : Level.above(
                        parameters[0] == 1
                                ? Double.NEGATIVE_INFINITY
                                : (Math.floor(x) + 1) * Math.log1p(-parameters[0]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double logFailure = Math.log1p(-parameters[0]);
        double k = level.logAbove() / logFailure - 1;
        return parameters[0] == 1 ? 0 : Math.max(0, Math.ceil(k - 1e-13 * Math.max(1, Math.abs(k))));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double p = parameters[0];
        out[0] = p == 1 ? 0 : Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-p));
    }
}
