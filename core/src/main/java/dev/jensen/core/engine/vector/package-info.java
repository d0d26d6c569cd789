/**
 * The inner loops by the Vector API. Not exported.
 *
 * <p>The question this room answers is how each loop is written in vectors, of whatever length the machine has, with
 * the bits of {@code plain}. Start with {@link dev.jensen.core.engine.vector.VectorKernels}. It is the only room that
 * may name {@code jdk.incubator.vector}: it is compiled by a run of its own, nothing imports it, and {@code choice}
 * loads it by name where the JVM has the module. It imports {@code kernel}, {@code function}, and from {@code plain}
 * what vectors would not make faster.
 */
@NullMarked
package dev.jensen.core.engine.vector;

import org.jspecify.annotations.NullMarked;
