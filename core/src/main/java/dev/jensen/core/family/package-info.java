/**
 * The variational families q_φ: laws over ℝᵈ with a flat parameter array φ.
 *
 * <p>A {@link dev.jensen.core.family.Family} draws, evaluates its log density, and the one primitive <em>score</em>; a
 * {@link dev.jensen.core.family.Smooth} one knows that density's gradient in z; a {@link
 * dev.jensen.core.family.Reparameterized} one adds the other primitive, <em>pullback</em>. Every gradient estimator is made
 * of these two. A mixture has paths only within its components, and so weights: {@link
 * dev.jensen.core.family.Pathwise}. Start reading at {@code Family}, then {@link
 * dev.jensen.core.family.MeanFieldGaussian}.
 *
 * <p>Families hold no parameters and no state: φ is always an argument. All are immutable and thread-safe, and their
 * methods allocate nothing after the first calls. Arrays are checked by nobody on the way: too short a one is an index
 * out of bounds. A family of one's own, which implements one of these interfaces anywhere, is held to its word where a fit begins: its
 * derivatives to differences, its log density to its draws.
 *
 * <p>{@link dev.jensen.core.family.NormalizingFlow} stacks {@link dev.jensen.core.family.Bijection} layers; a family or a
 * layer of one's own is a few lines of expressions, {@link dev.jensen.core.family.ExprFamily} and {@link
 * dev.jensen.core.family.ExprBijection}; {@link dev.jensen.core.family.MixtureFamily} and {@link
 * dev.jensen.core.family.Whitened} are made of other families.
 *
 * <p>A flow's draws know their own density from the noise that made them, without the layers' inverses: {@link
 * dev.jensen.core.family.DensityAlongPaths}.
 *
 * <p>Laws of whole numbers are a {@link dev.jensen.core.family.DiscreteFamily}, and {@link
 * dev.jensen.core.family.MixedFamily} joins one with a continuous family. Neither has paths, so that a reparameterisation
 * does not compile with them.
 *
 * <p>{@link dev.jensen.core.family.NaturalMeanField} has a {@link dev.jensen.core.family.NaturalLaw} for each variable, and {@link
 * dev.jensen.core.family.StructuredGaussian} the blocks and plates of a model. Which parameters belong to which coordinates, {@link
 * dev.jensen.core.family.Blockwise} says.
 *
 * <p>Imports {@code expr}, {@code engine} and {@code support}, and {@code noise} for starts that are not all alike.
 */
@NullMarked
package dev.jensen.core.family;

import org.jspecify.annotations.NullMarked;
