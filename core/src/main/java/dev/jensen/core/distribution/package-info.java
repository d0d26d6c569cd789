/**
 * Probability laws, one a file: log density as an expression, sampling, moments, support.
 *
 * <p>What a law can do besides is a type: {@link dev.jensen.core.distribution.Cumulative} has a distribution function with
 * derivatives, {@link dev.jensen.core.distribution.CumulativeContinuous} and {@link
 * dev.jensen.core.distribution.CumulativeDiscrete} can be truncated, {@link dev.jensen.core.distribution.Quantiles} has
 * quantiles, {@link dev.jensen.core.distribution.ClosedEntropy} an entropy, {@link dev.jensen.core.distribution.Sequential} a series that goes on. Laws of laws are {@link
 * dev.jensen.core.distribution.Truncated}, {@link dev.jensen.core.distribution.Censored}, {@link dev.jensen.core.distribution.CensoredCounts}, {@link
 * dev.jensen.core.distribution.IntervalCensored}, {@link dev.jensen.core.distribution.ZeroInflated}, {@link dev.jensen.core.distribution.Hurdle} and {@link
 * dev.jensen.core.distribution.Mixture}; of what is made of one law, {@link dev.jensen.core.distribution.Modified} tells which.
 *
 * <p>Start with {@link dev.jensen.core.distribution.Normal}; {@link dev.jensen.core.distribution.Distribution} is what
 * every law promises, {@link dev.jensen.core.distribution.Continuous} and {@link
 * dev.jensen.core.distribution.Discrete} are its two kinds. The room imports expressions and supports, and functions of numbers from the engine.
 */
@NullMarked
package dev.jensen.core.distribution;

import org.jspecify.annotations.NullMarked;
