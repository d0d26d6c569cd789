/**
 * When is enough? Each is a {@link dev.jensen.optim.Stop}, combined with {@code or}; the plain ones, after steps, after a
 * time, on a cancel, are static methods there; {@link
 * dev.jensen.optim.stop.CtrlC} ends a run and not its answer. Start at {@link dev.jensen.optim.stop.NoImprovement}. May import
 * {@code optim}.
 */
@NullMarked
package dev.jensen.optim.stop;

import org.jspecify.annotations.NullMarked;
