/**
 * Points weighted to be the posterior's, and what their weights say of q. Not exported.
 *
 * <p>The question this room answers is how far q is to be trusted. Start with {@link dev.jensen.core.algorithm.importance.Weighed}, weighted
 * points with their diagnosis; {@link dev.jensen.core.algorithm.importance.DefensiveNoise} and {@link
 * dev.jensen.core.algorithm.importance.StudentMixture} are what proposals are made of, and {@link dev.jensen.core.algorithm.importance.Judging}
 * puts it in words: a verdict. Imports {@code guard} and {@code normal}.
 */
@NullMarked
package dev.jensen.core.algorithm.importance;

import org.jspecify.annotations.NullMarked;
