package dev.jensen.core.estimator;

import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;

/**
 * What a score function gradient subtracts from the learning signal of each draw, to lower its variance. It may depend on
 * anything but the draw itself, for then its product with ∇_φ log q(z_s) has mean zero. A rule: its memory is another object,
 * made for each run.
 */
public interface Baseline {

    /** Returns how many draws it needs. */
    int fewestDraws();

    /** Makes the memory of one run with S draws a step. */
    Memory start(int draws);

    /** A baseline in the middle of one run. Not thread-safe. */
    @FunctionalInterface
    interface Memory {

        /**
         * Subtracts from each signal a number of which its draw is independent.
         *
         * @param objective what is minimised
         * @param at the log weights
         * @param signals length S: draw s's credit − β ∂L/∂ℓ_s; changed
         */
        void subtract(Objective objective, LogWeights at, double[] signals);
    }
}
