/**
 * The steps of {@code FixedDrawVi}: −ELBO on draws that stay, minimised in whitened coordinates. Not exported.
 *
 * <p>The question this room answers is how a minimum on fixed draws is found, and how far it is from the best q. Start with {@link
 * dev.jensen.core.algorithm.fixed.FixedDrawIteration}; {@link dev.jensen.core.algorithm.fixed.Whitening} is its coordinates, {@link
 * dev.jensen.core.algorithm.fixed.FixedDrawLoss} its loss, {@link dev.jensen.core.algorithm.fixed.ExpectedGap} what its draws leave to be
 * gained, and {@link dev.jensen.core.algorithm.fixed.StartingRaces} where else a minimum might be. Imports {@code guard} and {@code normal}.
 */
@NullMarked
package dev.jensen.core.algorithm.fixed;

import org.jspecify.annotations.NullMarked;
