package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Real;
import dev.jensen.core.support.UpperBounded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A measurement whose scale ends at two bounds: log p(x) between them, log P(X ≤ low) at the lower and log P(X ≥ high) at the upper
 * one. Made by {@link CumulativeContinuous#censored(Expr, Expr)}. It is a law of observations, partly discrete, and so no prior.
 *
 * <p>Mean and variance are NaN but for known parameters, where they are found by quadrature.
 *
 * @param law of what is measured
 * @param low the lower bound, −∞ for none; a number, data or an unknown
 * @param high the upper bound, +∞ for none
 */
public record Censored(CumulativeContinuous law, Expr low, Expr high) implements Quantiles, Modified {
    /** Checks bounds that are known. */
    public Censored {
        for (Expr bound : List.of(low, high)) {
            if (!IntervalMass.isNone(bound)) {
                Parameter.check(law.name() + " censored:", "bound", bound, Parameter.Range.REAL);
            }
        }
        Double from = low.number();
        Double to = high.number();
        if (from != null && to != null && !(from < to)) {
            throw new IllegalArgumentException(
                    law.name() + " censored: the upper bound must be above the lower bound " + from + ": " + to);
        }
    }

    static Censored of(CumulativeContinuous law, Expr low, Expr high) {
        return new Censored(law, low, high);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(law.parameters());
        if (!IntervalMass.isNone(low)) {
            parameters.add(new Parameter("lower bound", low, Parameter.Range.REAL));
        }
        if (!IntervalMass.isNone(high)) {
            parameters.add(new Parameter("upper bound", high, Parameter.Range.REAL));
        }
        return parameters;
    }

    /** {@return the scale, with its ends} */
    @Override
    public ContinuousSupport support() {
        if (IntervalMass.isNone(low)) {
            return IntervalMass.isNone(high) ? new Real() : UpperBounded.of(high);
        }
        return IntervalMass.isNone(high) ? LowerBounded.of(low) : Interval.of(low, high);
    }

    @Override
    public Expr logDensity(Expr x) {
        return Expr.select(
                support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), atBounds(x, law.logDensity(x)));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return atBounds(x, law.support() instanceof Real ? law.logDensityInside(x) : law.logDensity(x));
    }

    private Expr atBounds(Expr x, Expr between) {
        Expr log = between;
        if (!IntervalMass.isNone(high)) {
            log = Expr.select(high.lessOrEqual(x), law.logSurvival(high), log);
        }
        return IntervalMass.isNone(low) ? log : Expr.select(x.lessOrEqual(low), law.logCdf(low), log);
    }

    /** A bound among the values of the parameters, −∞ or +∞ for none. */
    double bound(boolean lower, double[] parameters) {
        int own = KnownParameters.count(law);
        if (IntervalMass.isNone(lower ? low : high)) {
            return lower ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return parameters[lower || IntervalMass.isNone(low) ? own : own + 1];
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < bound(true, parameters)) {
            return Level.NOTHING_BELOW;
        }
        if (x >= bound(false, parameters)) {
            return Level.NOTHING_BELOW.mirrored();
        }
        return law.level(x, KnownParameters.first(law, parameters));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double x = law.quantile(level, KnownParameters.first(law, parameters));
        return Math.max(bound(true, parameters), Math.min(bound(false, parameters), x));
    }

    @Override
    public Expr mean() {
        return Expr.constant(CensoredMoments.of(this).mean());
    }

    @Override
    public Expr variance() {
        return Expr.constant(CensoredMoments.of(this).variance());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        law.sample(random, KnownParameters.first(law, parameters), out);
        out[0] = Math.max(bound(true, parameters), Math.min(bound(false, parameters), out[0]));
    }
}
