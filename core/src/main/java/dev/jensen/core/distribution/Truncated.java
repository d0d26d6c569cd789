package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Real;
import dev.jensen.core.support.UpperBounded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A continuous law between two bounds: log p(x) − log P(low &lt; X ≤ high). Made by {@link CumulativeContinuous#truncated(Expr, Expr)}.
 *
 * <p>The mass is computed in the tail where the bounds lie, so that bounds far from the law do no harm. Mean and variance have closed
 * forms for the normal law, and where a parameter or bound is unknown for the gamma, exponential, χ², beta and log-normal laws; of
 * other laws they are found by quadrature where all parameters are numbers, and are NaN where they are not.
 *
 * @param law what is truncated
 * @param low the lower bound, −∞ for none
 * @param high the upper bound, +∞ for none
 */
public record Truncated(CumulativeContinuous law, Expr low, Expr high) implements CumulativeContinuous, Modified {
    /** Checks bounds that are known. */
    public Truncated {
        checkBound(law, "lower bound", low);
        checkBound(law, "upper bound", high);
        Double from = low.number();
        Double to = high.number();
        if (from != null && to != null && !(from < to)) {
            throw new IllegalArgumentException(
                    law.name() + " truncated: the upper bound must be above the lower bound " + from + ": " + to);
        }
        Double least = end(law.support(), true).number();
        Double greatest = end(law.support(), false).number();
        if ((to != null && least != null && to <= least) || (from != null && greatest != null && from >= greatest)) {
            throw new IllegalArgumentException(law.name() + " truncated between " + from + " and " + to
                    + " has no mass there: its support is " + law.support());
        }
    }

    private static void checkBound(Distribution law, String what, Expr bound) {
        if (!IntervalMass.isNone(bound)) {
            Parameter.check(law.name() + " truncated:", what, bound, Parameter.Range.REAL);
        }
    }

    /** {@return the law between two bounds, of which one that the support has anyway is left out} */
    static Truncated of(CumulativeContinuous law, Expr low, Expr high) {
        Double from = low.number();
        Double to = high.number();
        Double least = end(law.support(), true).number();
        Double greatest = end(law.support(), false).number();
        boolean idleLow = from != null && least != null && from <= least;
        boolean idleHigh = to != null && greatest != null && to >= greatest;
        return new Truncated(
                law,
                idleLow ? Expr.constant(Double.NEGATIVE_INFINITY) : low,
                idleHigh ? Expr.constant(Double.POSITIVE_INFINITY) : high);
    }

    /** An end of a support, ±∞ where there is none. */
    static Expr end(ContinuousSupport support, boolean lower) {
        if (support instanceof Positive && lower) {
            return Expr.constant(0);
        }
        if (support instanceof LowerBounded bounded && lower) {
            return bounded.low();
        }
        if (support instanceof UpperBounded bounded && !lower) {
            return bounded.high();
        }
        if (support instanceof Interval interval) {
            return lower ? interval.low() : interval.high();
        }
        return Expr.constant(lower ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
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

    @Override
    public ContinuousSupport support() {
        Expr from = tighter(end(law.support(), true), low, true);
        Expr to = tighter(end(law.support(), false), high, false);
        return IntervalMass.isNone(low) && IntervalMass.isNone(high) ? law.support() : between(from, to);
    }

    /** The numbers between two ends, ±∞ for none. */
    static ContinuousSupport between(Expr from, Expr to) {
        if (IntervalMass.isNone(from)) {
            return IntervalMass.isNone(to) ? new Real() : UpperBounded.of(to);
        }
        return IntervalMass.isNone(to) ? LowerBounded.of(from) : Interval.of(from, to);
    }

    /** Whether two supports are the same kind, with the same ends. */
    static boolean isSame(ContinuousSupport a, ContinuousSupport b) {
        return a.getClass() == b.getClass()
                && isSame(end(a, true), end(b, true))
                && isSame(end(a, false), end(b, false));
    }

    private static boolean isSame(Expr a, Expr b) {
        Double first = a.number();
        return a == b || (first != null && first.equals(b.number()));
    }

    private static Expr tighter(Expr end, Expr bound, boolean lower) {
        if (IntervalMass.isNone(end) || IntervalMass.isNone(bound)) {
            return IntervalMass.isNone(end) ? bound : end;
        }
        Double a = end.number();
        Double b = bound.number();
        if (a != null && b != null) {
            return Expr.constant(lower ? Math.max(a, b) : Math.min(a, b));
        }
        return lower ? end.max(bound) : end.min(bound);
    }

    /** {@return log P(low &lt; X ≤ high), in nats} */
    public Expr logMass() {
        return IntervalMass.log(law, low, high);
    }

    @Override
    public Expr logDensity(Expr x) {
        Expr inside = law.logDensity(x).minus(logMass());
        Expr outside = x.lessThan(low).max(high.lessThan(x));
        return Expr.select(outside, Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return law.logDensityInside(x).minus(logMass());
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr inside = IntervalMass.isNone(low)
                ? law.logCdf(x.min(high))
                : IntervalMass.log(law, low, x.max(low).min(high));
        return inside.minus(logMass()).min(0);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return IntervalMass.log(law, x.max(low).min(high), high)
                .minus(logMass())
                .min(0);
    }

    @Override
    public Expr mean() {
        return TruncatedMoments.of(this).mean();
    }

    @Override
    public Expr variance() {
        return TruncatedMoments.of(this).variance();
    }

    private Level levelOf(boolean lower, double[] parameters) {
        if (IntervalMass.isNone(lower ? low : high)) {
            return lower ? Level.NOTHING_BELOW : Level.NOTHING_BELOW.mirrored();
        }
        int own = KnownParameters.count(law);
        int at = lower || IntervalMass.isNone(low) ? own : own + 1;
        return law.level(parameters[at], Arrays.copyOf(parameters, own));
    }

    @Override
    public Level level(double x, double[] parameters) {
        Level from = levelOf(true, parameters);
        Level to = levelOf(false, parameters);
        Level at = law.level(x, KnownParameters.first(law, parameters));
        if (at.logBelow() <= from.logBelow()) {
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
        double x = law.quantile(whole, Arrays.copyOf(parameters, own));
        int next = own;
        double from = IntervalMass.isNone(low) ? x : parameters[next++];
        double to = IntervalMass.isNone(high) ? x : parameters[next];
        return Math.min(Math.max(x, from), to); // rounding
    }

    /** {@inheritDoc} By inversion, so that a draw costs the same however little mass lies between the bounds. */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = quantile(Level.below(Math.log(1 - random.nextDouble())), parameters);
    }
}
