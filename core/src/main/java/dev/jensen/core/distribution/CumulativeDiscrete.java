package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** A law of whole numbers with a distribution function, which can be truncated and censored. */
public interface CumulativeDiscrete extends Discrete, Cumulative {
    /**
     * The law of a draw that is known to lie from one whole number to another.
     *
     * @param low the least outcome, a number of 0 or more
     * @param high the greatest: a number, data, or +∞ for none
     * @return the probabilities divided by their sum from low to high
     * @throws IllegalArgumentException if the bounds are no whole numbers, or leave no mass
     */
    default TruncatedDiscrete truncated(int low, Expr high) {
        return TruncatedDiscrete.of(this, low, high);
    }

    /** {@return the law of a draw that is known to lie from one whole number to another, both among the outcomes} */
    default TruncatedDiscrete truncated(int low, int high) {
        return truncated(low, Expr.constant(high));
    }

    /** {@return the law of a draw that is known to be at least so great; 1 gives counts that are not 0} */
    default TruncatedDiscrete truncatedBelow(int low) {
        return truncated(low, Expr.constant(Double.POSITIVE_INFINITY));
    }

    /** {@return the law of a draw that is known to be at most so great} */
    default TruncatedDiscrete truncatedAbove(int high) {
        return truncated(support().low(), Expr.constant(high));
    }

    /**
     * The law of counts that are recorded as the greatest where they are as great or greater, such as "5 or more".
     *
     * @param high the greatest that is recorded: a number, or data such as one for each row; of rows that have no end, more than any
     *     count
     */
    default CensoredCounts rightCensored(Expr high) {
        return new CensoredCounts(this, high);
    }

    /** {@return the law of counts that are recorded as the greatest where they are as great or greater} */
    default CensoredCounts rightCensored(int high) {
        return rightCensored(Expr.constant(high));
    }
}
