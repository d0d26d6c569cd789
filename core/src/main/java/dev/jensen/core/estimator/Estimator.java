package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * A way of estimating a loss between family and target, and its gradient in φ, from draws of q_φ.
 *
 * <p>An estimator is a value; what one run remembers is in the {@link Estimation} that it starts.
 *
 * @param <T> what it asks of the target
 * @param <F> what it asks of the family
 */
public interface Estimator<T extends LogDensity, F extends Family> {

    /** Returns S, the number of draws at each step. */
    int draws();

    /**
     * Prepares the estimation for one run.
     *
     * @param target the log density log p̃
     * @param family the family q; of the same dimension as the target
     * @param noise where its randomness comes from
     * @return a new objective over φ with memory of its own
     * @throws IllegalArgumentException if target and family differ in dimension
     */
    Estimation start(T target, F family, Noise noise);

    /** Says what is minimised: what {@link Estimation}'s value estimates, in nats. It is −ELBO unless an estimator says otherwise. */
    default String minimises() {
        return "−ELBO";
    }

    /**
     * Returns whether log p̃ may be estimated from a minibatch: whether the gradient is linear in log p̃, so that it stays unbiased. It is
     * unless an estimator says otherwise.
     */
    default boolean allowsMinibatches() {
        return true;
    }

    /**
     * Returns whether what a step estimates depends on the steps before, through something that it learns or carries: a run with it cannot be
     * resumed. It does not unless an estimator says otherwise.
     */
    default boolean hasMemory() {
        return false;
    }
}
