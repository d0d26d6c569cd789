/**
 * The door through which products of large matrices leave for a library that has a native one.
 *
 * <p>The question this room answers is <em>who multiplies and factors large matrices?</em> Its interfaces, {@link
 * dev.jensen.core.dense.DenseBackend} and {@link dev.jensen.core.dense.DenseFactors}, are implemented outside, and the first is
 * found by {@link java.util.ServiceLoader}. It imports nothing.
 */
@NullMarked
package dev.jensen.core.dense;

import org.jspecify.annotations.NullMarked;
