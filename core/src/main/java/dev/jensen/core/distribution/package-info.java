/**
 * Probability laws, one a file: log density as an expression, sampling, moments, support.
 *
 * <p>Start with {@link dev.jensen.core.distribution.Normal}; {@link dev.jensen.core.distribution.Distribution} is what
 * every law promises, {@link dev.jensen.core.distribution.Continuous} and {@link
 * dev.jensen.core.distribution.Discrete} are its two kinds. The room imports expressions and supports.
 */
@NullMarked
package dev.jensen.core.distribution;

import org.jspecify.annotations.NullMarked;
