/**
 * How is a function of {@code double[]} minimised, when each step sees only a noisy estimate of it? Start at
 * {@link dev.jensen.optim.Descent}; what it minimises is a {@link dev.jensen.optim.StochasticObjective}. A
 * {@link dev.jensen.optim.Rule} says how to step, a {@link dev.jensen.optim.Stop} when to end, a
 * {@link dev.jensen.optim.Listener} looks on; each is a lambda or a small class, and ready ones are in the rooms beside
 * this one. {@link dev.jensen.optim.Loop} turns any other {@link dev.jensen.optim.Iteration} in the same way,
 * and {@link dev.jensen.optim.Checkpoints} let what is {@link dev.jensen.optim.Resumable} go on after a kill.
 *
 * <p>Imports nothing of Jensen but its own rooms.
 */
@NullMarked
package dev.jensen.optim;

import org.jspecify.annotations.NullMarked;
