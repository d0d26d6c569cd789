/**
 * Many short Markov chains from weighted points. Not exported.
 *
 * <p>The question this room answers is where points go when Hamiltonian dynamics move them on. Start with {@link
 * dev.jensen.core.algorithm.hmc.TransportHmc}; {@link dev.jensen.core.algorithm.hmc.Chained} says what the chains' points are worth. A long chain
 * of its own is {@code Nuts}. Imports {@code importance}.
 */
@NullMarked
package dev.jensen.core.algorithm.hmc;

import org.jspecify.annotations.NullMarked;
