package dev.jensen.core.distribution;

import dev.jensen.core.expr.BetaTail;
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
public record BinomialLogit(Expr trials, Expr logit) implements CumulativeDiscrete {
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
    public Expr logCdf(Expr x) {
        return logCdf(x, trials, logit);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return logSurvival(x, trials, logit);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return level(x, parameters[0], parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return quantile(level, parameters[0], parameters[1]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = BinomialSampler.draw(random, parameters[0], 1 / (1 + Math.exp(-parameters[1])));
    }

    /** log I(n − k, k + 1) at −η. */
    static Expr logCdf(Expr x, Expr trials, Expr logit) {
        Expr failures = trials.minus(x).max(0.5); // where it is less, the value is not used
        Expr inside = BetaTail.log(failures, x.max(0).plus(1), logit.negate());
        return Tails.from(x, 0, Tails.upTo(x, trials, inside));
    }

    static Expr logSurvival(Expr x, Expr trials, Expr logit) {
        Expr failures = trials.minus(x).max(0.5);
        Expr inside = BetaTail.log(x.max(0).plus(1), failures, logit);
        Expr none = Expr.constant(Double.NEGATIVE_INFINITY);
        return Expr.select(x.lessThan(0), Expr.constant(0), Expr.select(trials.lessOrEqual(x), none, inside));
    }

    static double quantile(Level level, double trials, double logit) {
        return Tails.count(level, trials, k -> level(k, trials, logit));
    }

    static Level level(double x, double trials, double logit) {
        double k = Math.floor(x);
        if (k < 0) {
            return Level.NOTHING_BELOW;
        }
        return k >= trials ? Level.NOTHING_BELOW.mirrored() : Beta.logitLevel(-logit, trials - k, k + 1);
    }
}
