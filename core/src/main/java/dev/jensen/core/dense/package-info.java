/**
 * The door through which products of large matrices leave for a library that has a native one.
 *
 * <p>The question this room answers is <em>who multiplies large matrices?</em> Its one interface, {@link
 * dev.jensen.core.dense.DenseBackend}, is implemented outside, and found by {@link java.util.ServiceLoader}. It imports
 * nothing.
 */
@NullMarked
package dev.jensen.core.dense;

import org.jspecify.annotations.NullMarked;
