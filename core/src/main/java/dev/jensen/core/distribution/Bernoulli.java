package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One trial: P(1) = p, P(0) = 1 − p; log P(y) = y log p + (1 − y) log(1 − p).
 *
 * <p>Where the probability comes from a logit, {@link #ofLogit} is cheaper and exact in both tails.
 *
 * @param probability p, from 0 to 1; an unknown that all rows share must be strictly between
 */
public record Bernoulli(Expr probability) implements Discrete, ClosedEntropy {
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

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("probability", probability, Parameter.Range.PROBABILITY));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
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
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextDouble() < parameters[0] ? 1 : 0;
    }
}
