/**
 * From an expression graph to a tiled, vectorised program. Not exported.
 *
 * <p>The question this room answers is <em>how</em> a graph is computed fast, for many draws at once and with the same
 * bits on any number of threads. Start with {@link dev.jensen.core.engine.Program}, which folds, shares and fuses a
 * graph; {@link dev.jensen.core.engine.Schedule} orders it into passes over plates;
 * {@link dev.jensen.core.engine.FrameBuilder} lays registers out and {@link dev.jensen.core.engine.Lowering} turns
 * nodes into instructions. What they stand on is in rooms below, of which none imports what is named after it:
 * {@code function}, functions of numbers; {@code kernel}, what the inner loops promise; {@code plain} and
 * {@code vector}, the loops, twice, with the same bits; {@code choice} between them; {@code instruction}, calls of
 * loops on registers; {@code ode}, systems of differential equations. The room imports these and expressions.
 */
@NullMarked
package dev.jensen.core.engine;

import org.jspecify.annotations.NullMarked;
