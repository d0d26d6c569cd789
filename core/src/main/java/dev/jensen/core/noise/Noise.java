package dev.jensen.core.noise;

/**
 * Standard normal noise for every step of a run, as a pure function of the step: the same call gives the same bits.
 *
 * <p>Within a step the draws need not be independent of each other: antithetic pairs and quasi-random points balance
 * them. Implementations are immutable and thread-safe.
 */
@FunctionalInterface
public interface Noise {

    /**
     * Writes the noise of one step.
     *
     * @param step which step; at least 0
     * @param draws number of draws S
     * @param dimension numbers a draw needs
     * @param out length at least S·dimension, overwritten, one draw after the other; each number is standard normal
     */
    void fill(long step, int draws, int dimension, double[] out);
}
