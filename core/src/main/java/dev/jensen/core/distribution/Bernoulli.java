package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One trial: P(1) = p, P(0) = 1 − p; log P(y) = y log p + (1 − y) log(1 − p).
 *
 * <p>Written with {@code eta.sigmoid()} or {@code eta.normalCdf()} it is the same as {@link #ofLogit} and {@link #ofProbit}, which are
 * cheaper and exact in both tails.
 *
 * @param probability p, from 0 to 1; an unknown that all rows share must be strictly between
 */
public record Bernoulli(Expr probability) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks a probability that is known. */
    public Bernoulli {
        Parameter.check("Bernoulli", "probability", probability, Parameter.Range.PROBABILITY);
    }

    /** {@return the Bernoulli law of a probability of 1} */
    public static Bernoulli of(Expr probability) {
        return new Bernoulli(probability);
    }

    /** {@return the Bernoulli law of a probability of 1} */
    public static Bernoulli of(double probability) {
        return new Bernoulli(Expr.constant(probability));
    }

    /** {@return the Bernoulli law of probability sigmoid(logit)} */
    public static BernoulliLogit ofLogit(Expr logit) {
        return new BernoulliLogit(logit);
    }

    /** {@return the Bernoulli law of probability sigmoid(logit)} */
    public static BernoulliLogit ofLogit(double logit) {
        return new BernoulliLogit(Expr.constant(logit));
    }

    /** {@return the Bernoulli law of probability Φ(probit), Φ the standard normal distribution function} */
    public static BernoulliProbit ofProbit(Expr probit) {
        return new BernoulliProbit(probit);
    }

    /** {@return the Bernoulli law of probability Φ(probit)} */
    public static BernoulliProbit ofProbit(double probit) {
        return new BernoulliProbit(Expr.constant(probit));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("probability", probability, Parameter.Range.PROBABILITY));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, 1);
    }

    /** {@inheritDoc} That of the logit or the probit, where the probability was written as its sigmoid or Φ. */
    @Override
    public Expr logDensityInside(Expr x) {
        Expr logit = Links.logit(probability);
        if (logit != null) {
            return new BernoulliLogit(logit).logDensityInside(x);
        }
        Expr probit = Links.probit(probability);
        if (probit != null) {
            return new BernoulliProbit(probit).logDensityInside(x);
        }
        return XLogY.successes(x, Expr.constant(1), probability);
    }

    @Override
    public Expr mean() {
        return probability;
    }

    @Override
    public Expr variance() {
        return probability.times(Expr.constant(1).minus(probability));
    }

    @Override
    public Expr entropy() {
        return XLogY.of(probability, probability)
                .plus(XLogY.complement(Expr.constant(1).minus(probability), probability))
                .negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr inside = Expr.select(x.lessThan(1), probability.negate().log1p(), Expr.constant(0));
        return Tails.from(x, 0, inside);
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = Expr.select(x.lessThan(1), probability.log(), Expr.constant(Double.NEGATIVE_INFINITY));
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < 0) {
            return Level.NOTHING_BELOW;
        }
        return x >= 1 ? Level.NOTHING_BELOW.mirrored() : new Level(Math.log1p(-parameters[0]), Math.log(parameters[0]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return level.logBelow() <= Math.log1p(-parameters[0]) + 1e-13 ? 0 : 1;
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextDouble() < parameters[0] ? 1 : 0;
    }
}
