/**
 * The inner loops in plain Java. Not exported.
 *
 * <p>The question this room answers is how each loop is written so that any JVM runs it well, adding in the order of
 * vectors of eight. Start with {@link dev.jensen.core.engine.plain.PlainKernels};
 * {@link dev.jensen.core.engine.plain.PlainUnary} and {@link dev.jensen.core.engine.plain.PlainBinary} list the
 * functions of one and of two numbers, {@link dev.jensen.core.engine.plain.PlainProducts} multiplies tiles by
 * coefficients. It imports {@code kernel} and {@code function}.
 */
@NullMarked
package dev.jensen.core.engine.plain;

import org.jspecify.annotations.NullMarked;
