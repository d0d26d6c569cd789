/**
 * Which kernels a JVM runs. Not exported.
 *
 * <p>The question this room answers is plain or vector, and from when on. Start with
 * {@link dev.jensen.core.engine.choice.KernelChoice}; {@link dev.jensen.core.engine.choice.IncubatorModule} says
 * whether there are vectors, and {@link dev.jensen.core.engine.choice.GradualKernels} begins with plain loops, which
 * need no warming up. It imports {@code kernel}, {@code plain} and SLF4J, and loads {@code vector} by name.
 */
@NullMarked
package dev.jensen.core.engine.choice;

import org.jspecify.annotations.NullMarked;
