package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Tail;

/** A continuous law with a distribution function, which can be truncated and censored. */
public interface CumulativeContinuous extends Continuous, Cumulative {
    /**
     * The law of a draw that is known to lie between two bounds.
     *
     * @param low the lower bound
     * @param high the upper bound, above the lower
     * @return the density divided by the mass between the bounds, and 0 outside
     * @throws IllegalArgumentException if the bounds are known and leave no mass
     */
    default Truncated truncated(Expr low, Expr high) {
        return Truncated.of(this, low, high);
    }

    /** {@return {@link #truncated(Expr, Expr)}; −∞ and +∞ are no bounds} */
    default Truncated truncated(double low, double high) {
        return truncated(Expr.constant(low), Expr.constant(high));
    }

    /** {@return {@link #truncated(Expr, Expr)}; −∞ is no bound} */
    default Truncated truncated(double low, Expr high) {
        return truncated(Expr.constant(low), high);
    }

    /** {@return {@link #truncated(Expr, Expr)}; +∞ is no bound} */
    default Truncated truncated(Expr low, double high) {
        return truncated(low, Expr.constant(high));
    }

    /** {@return the law of a draw that is known to lie above a bound} */
    default Truncated truncatedBelow(Expr low) {
        return truncated(low, Double.POSITIVE_INFINITY);
    }

    /** {@return the law of a draw that is known to lie above a bound} */
    default Truncated truncatedBelow(double low) {
        return truncated(low, Double.POSITIVE_INFINITY);
    }

    /** {@return the law of a draw that is known to lie below a bound} */
    default Truncated truncatedAbove(Expr high) {
        return truncated(Double.NEGATIVE_INFINITY, high);
    }

    /** {@return the law of a draw that is known to lie below a bound} */
    default Truncated truncatedAbove(double high) {
        return truncated(Double.NEGATIVE_INFINITY, high);
    }

    /**
     * The law of a measurement whose scale ends at two bounds: what lies beyond a bound is recorded as the bound.
     *
     * @param low the lower bound, −∞ for none
     * @param high the upper bound, above the lower, +∞ for none
     * @return the density between the bounds, and the mass beyond as an atom on each
     */
    default Censored censored(Expr low, Expr high) {
        return Censored.of(this, low, high);
    }

    /** {@return {@link #censored(Expr, Expr)}} */
    default Censored censored(double low, double high) {
        return censored(Expr.constant(low), Expr.constant(high));
    }

    /** {@return the law of a measurement that is recorded as the bound where it lies at or below it} */
    default Censored leftCensored(double low) {
        return censored(low, Double.POSITIVE_INFINITY);
    }

    /** {@return the law of a measurement that is recorded as the bound where it lies at or below it, such as one for each row} */
    default Censored leftCensored(Expr low) {
        return censored(low, Expr.constant(Double.POSITIVE_INFINITY));
    }

    /** {@return the law of a measurement that is recorded as the bound where it lies at or above it} */
    default Censored rightCensored(double high) {
        return censored(Double.NEGATIVE_INFINITY, high);
    }

    /** {@return the law of a measurement that is recorded as the bound where it lies at or above it, such as one for each row} */
    default Censored rightCensored(Expr high) {
        return censored(Expr.constant(Double.NEGATIVE_INFINITY), high);
    }

    /**
     * The law of times of which some are only known to have been survived.
     *
     * @param flags 1 where the recorded value is one that the draw is above, 0 where it is the draw itself; data
     * @return the density, or the probability of a greater draw
     */
    default CensoredWhere rightCensoredWhere(Expr flags) {
        return new CensoredWhere(this, Tail.UPPER, flags);
    }

    /**
     * The law of values that are only known to lie between what was recorded and another number: at an inspection a part was whole, at
     * the next it was broken.
     *
     * @param high the upper ends, data: equal to what was recorded where the value was seen, {@code Double.MAX_VALUE} where it is only
     *     known to lie above; an observation of {@code -Double.MAX_VALUE} has no lower end
     * @return the probability between the two, or the density
     */
    default IntervalCensored intervalCensored(Expr high) {
        return new IntervalCensored(this, high);
    }

    /**
     * The law of values of which some are only known to be no greater than what was recorded.
     *
     * @param flags 1 where the recorded value is one that the draw is not above, 0 where it is the draw itself; data
     * @return the density, or the probability of a draw that is no greater
     */
    default CensoredWhere leftCensoredWhere(Expr flags) {
        return new CensoredWhere(this, Tail.LOWER, flags);
    }
}
