package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A law of whole numbers from one to another: log P(k) − log P(low ≤ K ≤ high). Made by {@link CumulativeDiscrete#truncated(int,
 * Expr)}. Mean and variance are sums where all parameters are numbers, and NaN where they are not.
 *
 * @param law what is truncated
 * @param low the least outcome
 * @param high the greatest, +∞ for none
 */
public record TruncatedDiscrete(CumulativeDiscrete law, int low, Expr high) implements CumulativeDiscrete, Modified {
    /** Checks bounds that are known. */
    public TruncatedDiscrete {
        if (low < law.support().low()) {
            throw new IllegalArgumentException(law.name() + " truncated: the least outcome must be at least "
                    + law.support().low() + ": " + low);
        }
        if (!IntervalMass.isNone(high)) {
            Parameter.check(law.name() + " truncated:", "greatest outcome", high, Parameter.Range.COUNT);
        }
        Double to = high.number();
        Double greatest = law.support().high().number();
        if ((to != null && to < low) || (greatest != null && greatest < low)) {
            throw new IllegalArgumentException(law.name() + " truncated from " + low + " to " + to
                    + " has no outcomes left: they are " + law.support());
        }
    }

    /** {@return the law between two outcomes, of which a greatest that the law has anyway is left out} */
    static TruncatedDiscrete of(CumulativeDiscrete law, int low, Expr high) {
        Double to = high.number();
        Double greatest = law.support().high().number();
        boolean idle = to != null && greatest != null && to >= greatest;
        return new TruncatedDiscrete(law, low, idle ? Expr.constant(Double.POSITIVE_INFINITY) : high);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(law.parameters());
        if (!IntervalMass.isNone(high)) {
            parameters.add(new Parameter("greatest outcome", high, Parameter.Range.COUNT));
        }
        return parameters;
    }

    @Override
    public IntegerRange support() {
        return new IntegerRange(low, IntervalMass.isNone(high) ? law.support().high() : high);
    }

    /** Just below the least outcome, −∞ where that is the law's own. */
    private Expr before() {
        return Expr.constant(low == law.support().low() ? Double.NEGATIVE_INFINITY : low - 1.0);
    }

    /** {@return log P(low ≤ K ≤ high), in nats} */
    public Expr logMass() {
        return IntervalMass.log(law, before(), high);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return law.logDensityInside(x).minus(logMass());
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr inside = IntervalMass.log(law, before(), x.max(low).min(high))
                .minus(logMass())
                .min(0);
        return Tails.from(x, low, inside);
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr beyond = law.logSurvival(x.max(low - 1.0));
        if (!IntervalMass.isNone(high)) {
            beyond = IntervalMass.log(law, x.max(low - 1.0).min(high), high);
        }
        return beyond.minus(logMass()).min(0);
    }

    @Override
    public Expr mean() {
        return TabledCounts.mean(this);
    }

    @Override
    public Expr variance() {
        return TabledCounts.variance(this);
    }

    private Level levelOf(boolean lower, double[] parameters) {
        int own = KnownParameters.count(law);
        if (lower ? low == law.support().low() : IntervalMass.isNone(high)) {
            return lower ? Level.NOTHING_BELOW : Level.NOTHING_BELOW.mirrored();
        }
        return law.level(lower ? low - 1 : parameters[own], Arrays.copyOf(parameters, own));
    }

    @Override
    public Level level(double x, double[] parameters) {
        Level from = levelOf(true, parameters);
        Level to = levelOf(false, parameters);
        Level at = law.level(x, KnownParameters.first(law, parameters));
        if (x < low) {
            return Level.NOTHING_BELOW;
        }
        if (at.logAbove() <= to.logAbove()) {
            return Level.NOTHING_BELOW.mirrored();
        }
        double mass = IntervalMass.log(from, to);
        return new Level(IntervalMass.log(from, at) - mass, IntervalMass.log(at, to) - mass);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        Level whole = IntervalMass.within(levelOf(true, parameters), levelOf(false, parameters), level);
        int own = KnownParameters.count(law);
        double k = law.quantile(whole, Arrays.copyOf(parameters, own));
        return Math.max(low, IntervalMass.isNone(high) ? k : Math.min(k, parameters[own]));
    }

    /** {@inheritDoc} By inversion. */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = quantile(Level.below(Math.log(1 - random.nextDouble())), parameters);
    }
}
