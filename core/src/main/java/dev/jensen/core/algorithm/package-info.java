/**
 * The algorithms, one short file a method: each only composes the other rooms into a {@link dev.jensen.core.fit.Fit}.
 *
 * <p>Start reading at {@link dev.jensen.core.algorithm.StochasticGradientVi}; what a fit does when told nothing begins at {@link
 * dev.jensen.core.algorithm.DefaultFit}. May import every room of core, and {@code optim}.
 */
@NullMarked
package dev.jensen.core.algorithm;

import org.jspecify.annotations.NullMarked;
