package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * A vector of mean zero that goes along with a gradient estimate of the same draws, for {@link ControlVariate} to subtract.
 *
 * @param <T> what it asks of the target
 * @param <F> what it asks of the family
 */
@FunctionalInterface
public interface Control<T extends LogDensity, F extends Family> {

    /**
     * Prepares it for one run.
     *
     * @param target the log density log p̃
     * @param family the family q; of the same dimension as the target
     * @param noise where the estimator's randomness comes from
     * @param draws S, the estimator's
     */
    Zero start(T target, F family, Noise noise, int draws);

    /** A control in the middle of one run. Not thread-safe. */
    @FunctionalInterface
    interface Zero {

        /**
         * Writes the vector of a step.
         *
         * @param step which step; the noise is that of the same step
         * @param phi length P; read only
         * @param control length P, overwritten with a vector whose mean over the noise is zero
         */
        void at(long step, double[] phi, double[] control);
    }
}
