/**
 * Where randomness comes from: standard normals as a pure function of seed, stream, step and position.
 *
 * <p>There is no generator with a state, so a step can be repeated, a run resumed, and work divided among threads
 * without any bit changing. Start reading at {@link dev.jensen.core.noise.Noise}, then {@link
 * dev.jensen.core.noise.MonteCarlo}. Draws of one step may balance each other: {@link dev.jensen.core.noise.Antithetic},
 * {@link dev.jensen.core.noise.ScrambledSobol}, {@link dev.jensen.core.noise.UnitLength}; for a deterministic loss they stay the same: {@link
 * dev.jensen.core.noise.FixedDraws}.
 *
 * <p>Normals of numbered rows, which the engine draws: {@link dev.jensen.core.noise.RowNormals}.
 *
 * <p>Imports nothing of the framework.
 */
@NullMarked
package dev.jensen.core.noise;

import org.jspecify.annotations.NullMarked;
