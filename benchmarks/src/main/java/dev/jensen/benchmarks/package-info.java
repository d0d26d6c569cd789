/**
 * How fast is an ELBO step, what does it allocate, and how does that stand beside the peers?
 *
 * <p>{@link dev.jensen.benchmarks.Step} is what is timed; {@link dev.jensen.benchmarks.Posterior} are the models it is timed
 * on. {@code benchmarks/compare} runs {@link dev.jensen.benchmarks.Compare} and a peer in turn;
 * {@link dev.jensen.benchmarks.StepBenchmark} is the same step under JMH. {@link dev.jensen.benchmarks.Costs} counts what a
 * step takes, which a test holds against what is on record; nothing that takes time is part of {@code verify}. The room may
 * import everything, and nobody imports it. {@code docs/benchmarks.md} tells how to run it.
 */
@NullMarked
package dev.jensen.benchmarks;

import org.jspecify.annotations.NullMarked;
