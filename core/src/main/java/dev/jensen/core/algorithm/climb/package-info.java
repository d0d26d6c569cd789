/**
 * The default fit's two lists of steps. Not exported.
 *
 * <p>The question this room answers is what is tried next, and when it is enough. Start with {@link dev.jensen.core.algorithm.climb.Climb}, up to
 * 50 dimensions; {@link dev.jensen.core.algorithm.climb.ArrowClimb} is for hierarchies. Both stand on a {@link
 * dev.jensen.core.algorithm.climb.Ladder} of answers, each better than the one before. Imports every room of {@code algorithm} but {@code stochastic}.
 */
@NullMarked
package dev.jensen.core.algorithm.climb;

import org.jspecify.annotations.NullMarked;
