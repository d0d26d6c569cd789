package dev.jensen.core.divergence;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Simplex;
import dev.jensen.core.support.Support;
import dev.jensen.core.support.UpperBounded;
import java.util.function.Function;

/** The least and the greatest value of each element of an event. */
record Bounds(double low, double high) {

    /** The bounds of each of {@code count} events, which the support's own expressions may set apart. */
    static Bounds[] of(Support support, Function<Expr, double[][]> perEvent, int count) {
        Expr low = Expr.constant(Double.NEGATIVE_INFINITY);
        Expr high = Expr.constant(Double.POSITIVE_INFINITY);
        if (support instanceof IntegerRange range) {
            low = Expr.constant(range.low());
            high = range.high();
        } else if (support instanceof Positive) {
            low = Expr.constant(0);
        } else if (support instanceof LowerBounded bounded) {
            low = bounded.low();
        } else if (support instanceof UpperBounded bounded) {
            high = bounded.high();
        } else if (support instanceof Interval interval) {
            low = interval.low();
            high = interval.high();
        } else if (support instanceof Simplex) {
            low = Expr.constant(0);
            high = Expr.constant(1);
        }
        double[][] lows = perEvent.apply(low);
        double[][] highs = perEvent.apply(high);
        Bounds[] bounds = new Bounds[count];
        for (int e = 0; e < count; e++) {
            bounds[e] = new Bounds(lows[e][0], highs[e][0]);
        }
        return bounds;
    }

    /** Whether another's values are all within these; a point on the edge has no probability. */
    boolean contain(Bounds other) {
        return low <= other.low && other.high <= high;
    }

    /** The nearest number strictly inside. */
    double inside(double x) {
        return x <= low ? Math.nextUp(low) : x >= high ? Math.nextDown(high) : x;
    }
}
