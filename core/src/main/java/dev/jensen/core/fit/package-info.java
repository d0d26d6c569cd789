/**
 * What remains of a run: an immutable result, its draws and summaries by variable name.
 *
 * <p>Start reading at {@link dev.jensen.core.fit.Fit}; {@link dev.jensen.core.fit.Diagnostics} are all that can be measured of it by itself, and a {@link
 * dev.jensen.core.fit.SamplerStart} is what Markov chains take over. Imports {@code density}, {@code family}, {@code noise}, {@code
 * diagnostic}, {@code divergence}, and {@code optim}'s ending and trace; knows no algorithm.
 */
@NullMarked
package dev.jensen.core.fit;

import org.jspecify.annotations.NullMarked;
