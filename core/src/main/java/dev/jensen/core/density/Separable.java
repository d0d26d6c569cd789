package dev.jensen.core.density;

/**
 * A log density that is a sum of terms, each of which depends on some of the coordinates only; what Rao–Blackwellisation
 * needs. Terms that depend on the same coordinates are one.
 */
public interface Separable extends LogDensity {

    /** Returns T, the number of terms; at least 1. */
    int terms();

    /**
     * Returns the coordinates that a term depends on, ascending; none where it is constant.
     *
     * @param term from 0 to T − 1
     * @return a new array
     */
    int[] coordinates(int term);

    /**
     * Evaluates every term at a batch of points. Their sum is log p̃, up to rounding.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param values length at least S·T, overwritten with the terms in nats, those of one point after those of the other
     */
    void termValues(int draws, double[] points, double[] values);
}
