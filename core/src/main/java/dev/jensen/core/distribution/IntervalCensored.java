package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;

/**
 * A law of draws that are only known to lie between two numbers, the observation and another: log P(x &lt; X ≤ high), and log p(x) where
 * the two are equal. Made by {@link CumulativeContinuous#intervalCensored(Expr)}. Data are finite: where there is no lower end, observe
 * {@code -Double.MAX_VALUE}, or any number below the law's support, and where there is no upper end, let it be {@code Double.MAX_VALUE}.
 * A draw of it is a draw of the law, seen in full.
 *
 * @param law of what is measured
 * @param high the upper ends, at least the observations; data
 */
public record IntervalCensored(CumulativeContinuous law, Expr high) implements SameDraws {
    private static final double NONE = Double.MAX_VALUE;

    /** Checks the upper ends. */
    public IntervalCensored {
        Parameter.check(law.name() + " interval-censored:", "upper end", high, Parameter.Range.REAL);
    }

    /** {@return the real line: the lower end of an interval may lie below the law's support} */
    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    /**
     * {@inheritDoc} Each row must be at most the upper end; where the two are equal, it must lie in the law's support.
     */
    @Override
    public void check(String data, Expr x) {
        KnownValues lows = KnownValues.of(x);
        KnownValues highs = KnownValues.of(high);
        if (lows == null || highs == null) {
            return;
        }
        Double least = Truncated.end(law.support(), true).number();
        Double greatest = Truncated.end(law.support(), false).number();
        for (int row = 0; row < lows.rows(); row++) {
            double from = lows.at(row, 0);
            double to = highs.at(row, 0);
            String where = law.name() + " data \"" + data + "\"" + lows.where(row, 0);
            if (!(from <= to)) {
                throw new IllegalArgumentException(where + " must be at most the upper end " + to + ": " + from);
            }
            boolean isBelow = least != null && (from == to ? to < least : to <= least);
            boolean isAbove = greatest != null && (from == to ? from > greatest : from >= greatest);
            if (isBelow || isAbove) {
                throw new IllegalArgumentException(where + " must leave mass up to the upper end " + to
                        + ", but the law's support is " + law.support() + ": " + from);
            }
        }
    }

    @Override
    public Expr logDensity(Expr x) {
        return logDensityInside(x);
    }

    /** {@inheritDoc} What a row does not use is evaluated at an inner point of its interval, so that derivatives stay finite. */
    @Override
    public Expr logDensityInside(Expr x) {
        Expr least = Truncated.end(law.support(), true).max(-NONE);
        Expr greatest = Truncated.end(law.support(), false).min(NONE);
        Expr isExact = x.equalTo(high);
        Expr hasLow = least.lessThan(x);
        Expr hasHigh = high.lessThan(greatest);
        Expr inner = inner(x.max(least), high.min(greatest));
        Expr from = Expr.select(hasLow, x, inner);
        Expr to = Expr.select(hasHigh, high, Expr.select(hasLow, inner, inner(inner, greatest)));
        Expr low = Expr.select(isExact, inner(least, x), from);
        Expr log = Expr.select(
                hasLow,
                Expr.select(hasHigh, IntervalMass.log(law, low, to), law.logSurvival(from)),
                Expr.select(hasHigh, law.logCdf(to), Expr.constant(0)));
        return Expr.select(isExact, law.logDensity(Expr.select(isExact, x, inner)), log);
    }

    /** A number between two, of which either may be none. */
    private static Expr inner(Expr from, Expr to) {
        Expr above = from.plus(from.abs()).plus(1);
        Expr below = to.minus(to.abs()).minus(1);
        Expr isOpen = to.greaterOrEqual(NONE);
        Expr isOpenBelow = from.lessOrEqual(-NONE);
        Expr between = from.times(0.5).plus(to.times(0.5));
        return Expr.select(
                isOpenBelow, Expr.select(isOpen, Expr.constant(0), below), Expr.select(isOpen, above, between));
    }
}
