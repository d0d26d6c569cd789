/**
 * The steps of {@code StochasticGradientVi}: descent along noisy gradients, with its own step lengths and end. Not exported.
 *
 * <p>The question this room answers is how long to step, on which draws, and when to stop. Start with {@link
 * dev.jensen.core.algorithm.stochastic.SettlingDescent}, whose rounds last until their iterates have settled; {@link
 * dev.jensen.core.algorithm.stochastic.Fitting} chooses the estimator, and {@link dev.jensen.core.algorithm.stochastic.PossibleDraws} goes on
 * where some draws are impossible. Imports {@code guard}.
 */
@NullMarked
package dev.jensen.core.algorithm.stochastic;

import org.jspecify.annotations.NullMarked;
