package dev.jensen.core.estimator;

import dev.jensen.optim.StochasticObjective;

/**
 * A started estimator: a stochastic objective over φ, to be minimised, in nats.
 *
 * <p>Not thread-safe: it owns the arrays that it works in, and a step allocates nothing. The estimate is a pure
 * function of step and φ; of an estimator that says that it learns or carries something, as {@link RunningMean} does, it is
 * a function of the steps and φ since the start.
 */
public interface Estimation extends StochasticObjective {}
