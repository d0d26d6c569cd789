package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Successes among n trials with log odds η: log P(k) = log C(n, k) + kη − n·softplus(η). Made by {@link Binomial#ofLogit(Expr, Expr)}.
 *
 * @param trials n, a whole number of 0 or more: a number or data
 * @param logit η = log(p/(1 − p))
 */
public record BinomialLogit(Expr trials, Expr logit) implements Discrete {
    /** Checks parameters that are known. */
    public BinomialLogit {
        Parameter.check("Binomial", "trials", trials, Parameter.Range.COUNT);
        Parameter.check("Binomial", "logit", logit, Parameter.Range.REAL);
    }

    @Override
    public String name() {
        return "Binomial";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("logit", logit, Parameter.Range.REAL));
    }

    @Override
    public IntegerRange support() {
        return new IntegerRange(0, trials);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.times(logit).minus(trials.times(logit.softplus())).plus(Binomial.logCombinations(trials, x));
    }

    @Override
    public Expr mean() {
        return trials.times(logit.sigmoid());
    }

    @Override
    public Expr variance() {
        return trials.times(logit.sigmoid().times(logit.negate().sigmoid()));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = BinomialSampler.draw(random, parameters[0], 1 / (1 + Math.exp(-parameters[1])));
    }
}
