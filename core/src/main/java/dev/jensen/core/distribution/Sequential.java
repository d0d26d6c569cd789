package dev.jensen.core.distribution;

import java.util.random.RandomGenerator;

/** A law of vectors whose elements follow each other in time, so that a series can go on from values that are known. */
public interface Sequential extends Continuous {
    /**
     * Draws what follows the first values.
     *
     * @param random source of randomness
     * @param parameters values of {@link #parameters()}, legal, flattened one after the other
     * @param known how many values are there already, from 0
     * @param out of the event's length; what comes after the first {@code known} is overwritten
     */
    void sampleAfter(RandomGenerator random, double[] parameters, int known, double[] out);

    @Override
    default void sample(RandomGenerator random, double[] parameters, double[] out) {
        sampleAfter(random, parameters, 0, out);
    }
}
