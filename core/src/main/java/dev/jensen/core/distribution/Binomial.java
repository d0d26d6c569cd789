package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Successes among n trials: log P(k) = log C(n, k) + k log p + (n − k) log(1 − p).
 *
 * <p>Where the probability comes from a logit, {@link #ofLogit(Expr, Expr)} is cheaper and exact in both tails.
 *
 * @param trials n, a whole number of 0 or more: a number or data
 * @param probability p, from 0 to 1; an unknown that all rows share must be strictly between
 */
public record Binomial(Expr trials, Expr probability) implements Discrete {
    /** Checks parameters that are known. */
    public Binomial {
        Parameter.check("Binomial", "trials", trials, Parameter.Range.COUNT);
        Parameter.check("Binomial", "probability", probability, Parameter.Range.PROBABILITY);
    }

    /** {@return the binomial law of a number of trials and a probability} */
    public static Binomial of(Expr trials, Expr probability) {
        return new Binomial(trials, probability);
    }

    /** {@return the binomial law of a number of trials and a probability} */
    public static Binomial of(double trials, double probability) {
        return new Binomial(Expr.constant(trials), Expr.constant(probability));
    }

    /** {@return the binomial law of a number of trials and a probability} */
    public static Binomial of(Expr trials, double probability) {
        return new Binomial(trials, Expr.constant(probability));
    }

    /** {@return the binomial law of a number of trials and a probability} */
    public static Binomial of(double trials, Expr probability) {
        return new Binomial(Expr.constant(trials), probability);
    }

    /** {@return the binomial law of a number of trials and log odds} */
    public static BinomialLogit ofLogit(Expr trials, Expr logit) {
        return new BinomialLogit(trials, logit);
    }

    /** {@return the binomial law of a number of trials and log odds} */
    public static BinomialLogit ofLogit(double trials, double logit) {
        return new BinomialLogit(Expr.constant(trials), Expr.constant(logit));
    }

    /** {@return the binomial law of a number of trials and log odds} */
    public static BinomialLogit ofLogit(Expr trials, double logit) {
        return new BinomialLogit(trials, Expr.constant(logit));
    }

    /** {@return the binomial law of a number of trials and log odds} */
    public static BinomialLogit ofLogit(double trials, Expr logit) {
        return new BinomialLogit(Expr.constant(trials), logit);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("probability", probability, Parameter.Range.PROBABILITY));
    }

    @Override
    public IntegerRange support() {
        return new IntegerRange(0, trials);
    }

    /** log C(n, k), a function of data only. */
    static Expr logCombinations(Expr trials, Expr x) {
        return trials.plus(1)
                .logGamma()
                .minus(x.plus(1).logGamma())
                .minus(trials.minus(x).plus(1).logGamma());
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return XLogY.successes(x, trials, probability).plus(logCombinations(trials, x));
    }

    @Override
    public Expr mean() {
        return trials.times(probability);
    }

    @Override
    public Expr variance() {
        return trials.times(probability.times(Expr.constant(1).minus(probability)));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = BinomialSampler.draw(random, parameters[0], parameters[1]);
    }
}
