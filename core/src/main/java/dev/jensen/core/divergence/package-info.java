/**
 * How far apart are two laws, and how far is q from p̃? Divergences between laws of known numbers, and the values of the
 * objectives.
 *
 * <p>Start reading at {@link dev.jensen.core.divergence.Kl}; a {@link dev.jensen.core.divergence.Divergence} says how it
 * was found. Inside, every divergence is a {@code Functional}: an expectation under p or the midpoint of p and q, which
 * {@code Routing} evaluates by closed form, exact sum, quadrature or Monte Carlo. Of a target and a family, {@link
 * dev.jensen.core.divergence.Elbo}, the value of any objective, and an {@link dev.jensen.core.divergence.EvidenceInterval}; of points, a {@link
 * dev.jensen.core.divergence.SteinDiscrepancy}; of two samples, a {@link dev.jensen.core.divergence.MaximumMeanDiscrepancy}. Imports {@code objective}, {@code distribution}, {@code support}, {@code expr}, {@code density}, {@code
 * family}, {@code noise}, {@code diagnostic}, and Commons Math.
 */
@NullMarked
package dev.jensen.core.divergence;

import org.jspecify.annotations.NullMarked;
