/**
 * Dense layers, for encoders, decoders and regressions whose function is a network.
 *
 * <p>How do I put a network into a model? With {@link dev.jensen.models.neural.Dense} layers, whose weights are parameters of the model or
 * latents with a prior; each takes vectors, of rows or not, and gives vectors. Small on purpose: no training loop of its own, for a network is
 * a part of a model's density like any other expression. Imports {@code models} and {@code core.expr}.
 */
@NullMarked
package dev.jensen.models.neural;

import org.jspecify.annotations.NullMarked;
