/**
 * The door to any target: an unnormalised log density over ℝᵈ and, as types, what else it can do.
 *
 * <p>What can I fit? Anything that is a {@link dev.jensen.core.density.LogDensity}. A capability is an interface
 * ({@link dev.jensen.core.density.Differentiable}, {@link dev.jensen.core.density.TwiceDifferentiable}, {@link
 * dev.jensen.core.density.Factored}, {@link dev.jensen.core.density.Named}), so that an estimator that needs a gradient
 * does not compile with a target that has none. Start reading at {@code LogDensity}.
 *
 * <p>Whole numbers have no gradient: a {@link dev.jensen.core.density.MixedDensity} is {@link
 * dev.jensen.core.density.PartlyDifferentiable}, in its other coordinates. Where there are few outcomes they are summed out inside
 * the target, with {@link dev.jensen.core.density.Enumeration}, or along a chain with {@link
 * dev.jensen.core.density.HiddenMarkovChain}.
 *
 * <p>Latents that are drawn from a network of their row have no coordinates: {@link dev.jensen.core.density.AmortisedDensity}.
 *
 * <p>May import: {@code core.expr}, {@code core.engine} and {@code core.noise}, for targets written as expressions.
 */
@NullMarked
package dev.jensen.core.density;

import org.jspecify.annotations.NullMarked;
