/**
 * Where laws put their mass, and the smooth maps between a constrained set and all of ℝᵈ.
 *
 * <p>Start with {@link dev.jensen.core.support.ContinuousSupport}; {@link dev.jensen.core.support.Positive} is the
 * shortest example, {@link dev.jensen.core.support.CorrelationCholesky} one with a matrix. The room imports expressions only.
 */
@NullMarked
package dev.jensen.core.support;

import org.jspecify.annotations.NullMarked;
