/**
 * What inner loops promise, and large matrices on top of one of them. Not exported.
 *
 * <p>The question this room answers is which loops there are, over what memory, and with what bits. Start with
 * {@link dev.jensen.core.engine.kernel.Kernels}, which the rooms {@code plain} and {@code vector} keep.
 * {@link dev.jensen.core.engine.kernel.TriangularAlgebra} and {@link dev.jensen.core.engine.kernel.CovarianceGradient}
 * make factors, inverses and their derivatives of one product of blocks, which each set of kernels brings;
 * {@link dev.jensen.core.engine.kernel.LargeMatrices} cuts what does not fit into cache, or leaves it to the library
 * that {@link dev.jensen.core.engine.kernel.DenseChoice} has found. It imports {@code core.dense}, the names of
 * operations, and SLF4J.
 */
@NullMarked
package dev.jensen.core.engine.kernel;

import org.jspecify.annotations.NullMarked;
