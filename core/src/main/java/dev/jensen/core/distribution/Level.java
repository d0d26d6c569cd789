package dev.jensen.core.distribution;

/**
 * Where a quantile lies: the logarithms of the probabilities on either side, so that a quantile far in either tail keeps its digits.
 *
 * @param logBelow log of the probability at or below, in nats
 * @param logAbove log of the probability above; the two sum to 1
 */
public record Level(double logBelow, double logAbove) {
    /** The level of what no draw lies below. */
    static final Level NOTHING_BELOW = new Level(Double.NEGATIVE_INFINITY, 0);

    private static final double LOG_HALF = -0.6931471805599453;

    /**
     * {@return the level of a probability}
     *
     * @param below the probability at or below, from 0 to 1
     */
    public static Level of(double below) {
        return new Level(Math.log(below), Math.log1p(-below));
    }

    /** {@return the level of the logarithm of the probability at or below} */
    public static Level below(double log) {
        return new Level(log, complement(log));
    }

    /** {@return the level of the logarithm of the probability above} */
    public static Level above(double log) {
        return new Level(complement(log), log);
    }

    /** {@return the same probabilities with their sides exchanged} */
    public Level mirrored() {
        return new Level(/* logBelow= */ logAbove, /* logAbove= */ logBelow);
    }

    /** {@return whether it lies below the median} */
    public boolean isLower() {
        return logBelow <= logAbove;
    }

    /** log(1 − eˡ), for l up to 0. */
    static double complement(double log) {
        return log > LOG_HALF ? Math.log(-Math.expm1(log)) : Math.log1p(-Math.exp(log));
    }
}
