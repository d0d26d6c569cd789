package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Counts whose scale ends: log P(k) below the greatest that is recorded, log P(K ≥ high) for that. Made by {@link
 * CumulativeDiscrete#rightCensored(Expr)}. Mean and variance are sums where all parameters are numbers, and NaN where they are not.
 *
 * @param law of what is counted
 * @param high the greatest that is recorded: a number or data
 */
public record CensoredCounts(CumulativeDiscrete law, Expr high) implements CumulativeDiscrete, Modified {
    /** Checks a bound that is known. */
    public CensoredCounts {
        Parameter.check(law.name() + " censored:", "greatest outcome", high, Parameter.Range.COUNT);
        Double to = high.number();
        if (to != null && to <= law.support().low()) {
            throw new IllegalArgumentException(law.name() + " censored: the greatest outcome must be above the least, "
                    + law.support().low() + ": " + to + "; all counts would be recorded as the same");
        }
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(law.parameters());
        parameters.add(new Parameter("greatest outcome", high, Parameter.Range.COUNT));
        return parameters;
    }

    @Override
    public IntegerRange support() {
        return new IntegerRange(law.support().low(), high);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Expr.select(high.lessOrEqual(x), law.logSurvival(high.minus(1)), law.logDensityInside(x));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Expr.select(high.lessOrEqual(x), Expr.constant(0), law.logCdf(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Expr.select(high.lessOrEqual(x), Expr.constant(Double.NEGATIVE_INFINITY), law.logSurvival(x));
    }

    @Override
    public Expr mean() {
        return TabledCounts.mean(this);
    }

    @Override
    public Expr variance() {
        return TabledCounts.variance(this);
    }

    private double greatest(double[] parameters) {
        return parameters[KnownParameters.count(law)];
    }

    @Override
    public Level level(double x, double[] parameters) {
        return x >= greatest(parameters)
                ? Level.NOTHING_BELOW.mirrored()
                : law.level(x, KnownParameters.first(law, parameters));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Math.min(greatest(parameters), law.quantile(level, KnownParameters.first(law, parameters)));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        law.sample(random, KnownParameters.first(law, parameters), out);
        out[0] = Math.min(greatest(parameters), out[0]);
    }
}
