/**
 * How far can a number be trusted? Estimates with their Monte Carlo standard errors; importance weights that say how well q
 * covers p; cross-validation, and models compared by it; agreement of Markov chains; evenness of ranks.
 *
 * <p>Start reading at {@link dev.jensen.core.diagnostic.Estimate}. Imports nothing of the framework.
 */
@NullMarked
package dev.jensen.core.diagnostic;

import org.jspecify.annotations.NullMarked;
