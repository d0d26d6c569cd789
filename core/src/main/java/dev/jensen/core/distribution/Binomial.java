package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Successes among n trials: log P(k) = log C(n, k) + k log p + (n − k) log(1 − p).
 *
 * <p>Written with {@code eta.sigmoid()} it is the same as {@link #ofLogit(Expr, Expr)}, which is cheaper and exact in both tails.
 *
 * @param trials n, a whole number of 0 or more: a number or data
 * @param probability p, from 0 to 1; an unknown that all rows share must be strictly between
 */
public record Binomial(Expr trials, Expr probability) implements CumulativeDiscrete {
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

    /** {@inheritDoc} That of the logit, where the probability was written as its sigmoid. */
    @Override
    public Expr logDensityInside(Expr x) {
        Expr logit = Links.logit(probability);
        if (logit != null) {
            return new BinomialLogit(trials, logit).logDensityInside(x);
        }
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
    public Expr logCdf(Expr x) {
        return BinomialLogit.logCdf(x, trials, logit());
    }

    @Override
    public Expr logSurvival(Expr x) {
        return BinomialLogit.logSurvival(x, trials, logit());
    }

    @Override
    public Level level(double x, double[] parameters) {
        return BinomialLogit.level(x, parameters[0], Math.log(parameters[1]) - Math.log1p(-parameters[1]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double p = parameters[1];
        return BinomialLogit.quantile(level, parameters[0], Math.log(p) - Math.log1p(-p));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = BinomialSampler.draw(random, parameters[0], parameters[1]);
    }

    private Expr logit() {
        return probability.log().minus(probability.negate().log1p());
    }
}
