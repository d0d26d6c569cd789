package dev.jensen.core.distribution;

/** A univariate law that can say below what number a share of its draws lies. */
public interface Quantiles extends Distribution {
    /**
     * The least number with at least so much probability at or below it.
     *
     * @param level the probabilities on either side
     * @param parameters values of {@link #parameters()}, legal, one number each
     * @return the quantile; of a discrete law, where rounding may leave a probability a few units in the last place short of
     *     the level, that outcome
     */
    double quantile(Level level, double[] parameters);

    /**
     * The probabilities on either side of a number, the inverse of {@link #quantile(Level, double[])}.
     *
     * @param x where, also outside the support
     * @param parameters values of {@link #parameters()}, legal, one number each
     * @return log P(X ≤ x) and log P(X &gt; x)
     */
    Level level(double x, double[] parameters);

    /**
     * The quantile of a law of known numbers.
     *
     * @param probability from 0 to 1
     * @return the least number with so much probability at or below it; an end of the support at 0 and 1
     * @throws IllegalArgumentException if the probability is out of range, or a parameter is unknown or not one number
     */
    default double quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    name() + " quantile: the probability must be between 0 and 1: " + probability);
        }
        return quantile(Level.of(probability), KnownParameters.of(name() + " quantile", this));
    }

    /**
     * P(X ≤ x) of a law of known numbers.
     *
     * @param x where
     * @return from 0 to 1
     * @throws IllegalArgumentException if a parameter is unknown or not one number
     */
    default double cdf(double x) {
        return Math.exp(level(x, KnownParameters.of(name() + " cdf", this)).logBelow());
    }
}
