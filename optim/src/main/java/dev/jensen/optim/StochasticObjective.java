package dev.jensen.optim;

/**
 * A function of {@code double[]} to be minimised, of which each step sees an estimate: noisy where the function is an
 * expectation, exact where it is not.
 */
public interface StochasticObjective {
    /** How many numbers {@code x} holds; at least 1 and always the same. */
    int dimension();

    /**
     * Estimates the value and the gradient at {@code x}.
     *
     * @param step which step asks, from 0 on; the only source of randomness, so that the same step at the same point
     *     gives the same bits
     * @param x length d, not to be modified or kept
     * @param gradient length d, overwritten with the gradient's estimate
     * @return an estimate of the value at {@code x}; the loop minimises, so to maximise return the negative
     */
    double valueAndGradient(long step, double[] x, double[] gradient);
}
