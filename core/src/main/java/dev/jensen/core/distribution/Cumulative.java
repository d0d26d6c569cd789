package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/**
 * A univariate law whose distribution function is an expression, with derivatives by its argument and its parameters: what
 * truncation and censoring are made of. Logarithms keep their digits however far in a tail. Of a discrete law the argument must be
 * a whole number.
 */
public interface Cumulative extends Quantiles {
    /**
     * log P(X ≤ x).
     *
     * @param x where, also outside the support; broadcast with the parameters
     * @return nats, at most 0
     */
    Expr logCdf(Expr x);

    /**
     * log P(X &gt; x).
     *
     * @param x where, also outside the support; broadcast with the parameters
     * @return nats, at most 0
     */
    Expr logSurvival(Expr x);

    /**
     * P(X ≤ x).
     *
     * @param x where; broadcast with the parameters
     * @return from 0 to 1
     */
    default Expr cdf(Expr x) {
        return logCdf(x).exp();
    }

    /**
     * log P(low &lt; X ≤ high): what an observation adds that is only known to lie between two numbers.
     *
     * @param low the lower end, −∞ for none
     * @param high the upper end, above the lower, +∞ for none
     * @return nats, at most 0
     */
    default Expr logProbability(Expr low, Expr high) {
        return IntervalMass.log(this, low, high);
    }
}
