package dev.jensen.core.estimator;

import dev.jensen.optim.StochasticObjective;

/**
 * A started estimator: a stochastic objective over φ, to be minimised, in nats.
 *
 * <p>Not thread-safe: it owns the arrays that it works in, and a step allocates nothing. The estimate is a pure
 * function of step and φ.
 */
public interface Estimation extends StochasticObjective {}
