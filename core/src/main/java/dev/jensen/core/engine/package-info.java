/**
 * From an expression graph to a tiled, vectorised program. Not exported.
 *
 * <p>The question this room answers is <em>how</em> a graph is computed fast, for many draws at once and with the same
 * bits on any number of threads. Start with {@link dev.jensen.core.engine.Program}, which folds, shares and fuses a
 * graph; {@link dev.jensen.core.engine.Schedule} orders it into passes over plates; {@link
 * dev.jensen.core.engine.FrameBuilder} lays registers out and {@link dev.jensen.core.engine.Lowering} turns nodes into
 * instructions, which call {@link dev.jensen.core.engine.Kernels}. Kernels come in two sets, {@code Plain*} and {@code
 * Vector*}, that give the same bits; the functions of one number (exponential, logarithm, gamma, normal integral) have a
 * file each, with the same steps in both. The room imports expressions, the noise of rows and SLF4J, and the Vector API in {@code
 * Vector*.java} alone.
 */
@NullMarked
package dev.jensen.core.engine;

import org.jspecify.annotations.NullMarked;
