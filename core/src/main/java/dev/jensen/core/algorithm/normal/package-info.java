/**
 * Normal laws found by climbs of log p̃ and moved by natural gradients, and the races between them. Not exported.
 *
 * <p>The question this room answers is which normal stands for a posterior. Start with {@link
 * dev.jensen.core.algorithm.normal.FittedNormal}, a normal as a map of noise; {@link dev.jensen.core.algorithm.normal.Ascent} climbs and
 * leaves normals along its way, {@link dev.jensen.core.algorithm.normal.Mode} is where a climb ends, {@link
 * dev.jensen.core.algorithm.normal.NaturalSteps} moves a normal on fixed draws, and {@link dev.jensen.core.algorithm.normal.Race} does all this from
 * many starts. {@link dev.jensen.core.algorithm.normal.Coordinates} tells scales from what they scale. Imports {@code guard}.
 */
@NullMarked
package dev.jensen.core.algorithm.normal;

import org.jspecify.annotations.NullMarked;
