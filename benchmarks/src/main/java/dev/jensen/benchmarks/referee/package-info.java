/**
 * How right are the fits? Posteriors whose moments are known, each stated as a model, fitted and compared. Start reading at
 * {@link dev.jensen.benchmarks.referee.Referee}.
 */
@NullMarked
package dev.jensen.benchmarks.referee;

import org.jspecify.annotations.NullMarked;
