/**
 * What keeps a run within its budget and its numbers finite. Not exported.
 *
 * <p>The question this room answers is what an algorithm does where a target misbehaves or somebody has asked for the end. Start with {@link
 * dev.jensen.core.algorithm.guard.Watched}, a target that counts its gradients and ends a run that has spent them; {@link
 * dev.jensen.core.algorithm.guard.Finite} says what is not finite and where, and {@link dev.jensen.core.algorithm.guard.Redraw} draws again what is
 * impossible. May import every room of core but {@code algorithm} and the rooms in it.
 */
@NullMarked
package dev.jensen.core.algorithm.guard;

import org.jspecify.annotations.NullMarked;
