/**
 * The optimisers. Each is a {@link dev.jensen.optim.Rule} in a file of its own, named as in the literature. Most turn a
 * gradient into a direction; {@link dev.jensen.optim.rule.Scale} gives it a length. A named optimiser is an alias of
 * such a chain: {@code Adam.at(0.01)} is {@code Adam.standard().then(Scale.by(0.01))}. Read
 * {@link dev.jensen.optim.rule.HeavyBall} first, and write your own in the same way.
 *
 * <p>Three ask for no step size: {@link dev.jensen.optim.rule.Dog}, {@link dev.jensen.optim.rule.Prodigy} and {@link
 * dev.jensen.optim.rule.Cocob}.
 *
 * <p>May import {@code optim}, {@code optim.schedule} and {@code optim.average}.
 */
@NullMarked
package dev.jensen.optim.rule;

import org.jspecify.annotations.NullMarked;
