/**
 * Calls of inner loops on registers. Not exported.
 *
 * <p>The question this room answers is what one step of a program does with what lies where. Start with
 * {@link dev.jensen.core.engine.instruction.Instruction}, which runs at a
 * {@link dev.jensen.core.engine.instruction.Position} of a pass, and
 * {@link dev.jensen.core.engine.instruction.Register}, an array laid out by draw, element and row;
 * {@link dev.jensen.core.engine.instruction.Runs} finds the longest stretches that one loop can take, and an
 * {@link dev.jensen.core.engine.instruction.Accumulator} keeps the sums of each chunk apart, so that the number of
 * threads leaves no trace. It imports {@code kernel}, {@code function}, expressions and the noise of rows.
 */
@NullMarked
package dev.jensen.core.engine.instruction;

import org.jspecify.annotations.NullMarked;
