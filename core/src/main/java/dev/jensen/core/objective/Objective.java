package dev.jensen.core.objective;

import java.util.Arrays;

/**
 * A loss L that is a function of the log weights of S draws and of their shares, to be minimised, in nats where it is
 * information.
 *
 * <p>Implementations are immutable and thread-safe, and take any order of draws. Most are a {@link MeanObjective} or a {@link
 * LogMeanObjective}, which derive all of this from a formula or two.
 */
public interface Objective {

    /**
     * Returns β: the log weights are ℓ_s = log p̃(z_s) − β log q(z_s). It is 1 for all but those that weigh the entropy
     * otherwise.
     */
    default double entropyWeight() {
        return 1;
    }

    /** Returns L. */
    double loss(LogWeights at);

    /**
     * Writes ∂L/∂ℓ_s.
     *
     * @param at the log weights; read only
     * @param slopes length S, overwritten
     */
    void slopes(LogWeights at, double[] slopes);

    /**
     * Writes ∂L/∂ω_s, the ω taken as free; what a mixture's weights are learned by.
     *
     * @param at the log weights; read only
     * @param slopes length S, overwritten
     */
    void shareSlopes(LogWeights at, double[] slopes);

    /**
     * Writes the part of L that draw s can be credited with; the score function weighs ∇_φ log q(z_s) by it. The whole of L
     * is always right; a loss that is a sum over the draws leaves out the others, of which draw s is independent.
     *
     * @param at the log weights; read only
     * @param credits length S, overwritten
     */
    default void credits(LogWeights at, double[] credits) {
        Arrays.fill(credits, 0, at.count(), loss(at));
    }
}
