/**
 * Models whose conditionals have a known law: is each latent's conditional, given all others, an exponential family, and what is the
 * expected log joint then?
 *
 * <p>The answer is found from the graph, never declared ({@link dev.jensen.core.conjugate.Conjugacy}): the log joint is read as a
 * polynomial in the latents' statistics, each factor's elements for themselves. A model that is none is refused by name ({@link
 * dev.jensen.core.conjugate.NotConjugateException}). {@link dev.jensen.core.algorithm.CoordinateAscent} and {@link
 * dev.jensen.core.algorithm.ConjugateNaturalGradient} climb what comes of it. The room imports expr, density, family and support.
 */
@NullMarked
package dev.jensen.core.conjugate;

import org.jspecify.annotations.NullMarked;
