/**
 * The algorithms, a file or two for each method: it only composes the other rooms into a {@link dev.jensen.core.fit.Fit}.
 *
 * <ul>
 *   <li>The ELBO climbed: {@link dev.jensen.core.algorithm.FixedDrawVi} on draws that stay, {@link
 *       dev.jensen.core.algorithm.StochasticGradientVi} on fresh ones, {@link dev.jensen.core.algorithm.NaturalGradient} for a full-rank normal.
 *   <li>Where conditionals are conjugate, as {@link dev.jensen.core.conjugate.Conjugacy} finds from the graph: {@link
 *       dev.jensen.core.algorithm.CoordinateAscent}, and {@link dev.jensen.core.algorithm.ConjugateNaturalGradient} on batches of rows.
 *   <li>Normals by other ways: {@link dev.jensen.core.algorithm.BatchAndMatch} by scores, with {@link
 *       dev.jensen.core.algorithm.LowRankBatchAndMatch} for many dimensions, {@link dev.jensen.core.algorithm.Pathfinder} along
 *       a climb, {@link dev.jensen.core.algorithm.LaplaceApproximation} at a mode.
 *   <li>Corrections of a fit: {@link dev.jensen.core.algorithm.LinearResponse} of mean-field covariances, {@link
 *       dev.jensen.core.algorithm.ImportanceSampling} of any moments, {@link dev.jensen.core.algorithm.AdaptiveImportanceSampling} and
 *       {@link dev.jensen.core.algorithm.ConditionalImportanceSampling} where q is poor or the dimension high, {@link
 *       dev.jensen.core.algorithm.FlowHmc} where weights fail; {@link dev.jensen.core.algorithm.OptimumErrors} of fixed draws.
 *   <li>Several runs beside each other: {@link dev.jensen.core.algorithm.Restarts}, the {@link dev.jensen.core.algorithm.Optima} that
 *       they end in, and {@link dev.jensen.core.algorithm.Stacking} of these to one fit.
 *   <li>Particles: {@link dev.jensen.core.algorithm.Svgd}.
 *   <li>Doubts about a fit: {@link dev.jensen.core.algorithm.McmcCheck} runs short chains of {@link dev.jensen.core.algorithm.Nuts} from it.
 *   <li>Watched and ended early, all by the same words: {@link dev.jensen.core.algorithm.Steerable}.
 * </ul>
 *
 * <p>Start reading at {@link dev.jensen.core.algorithm.StochasticGradientVi}; what a fit does when told nothing begins at {@link
 * dev.jensen.core.algorithm.DefaultFit}. May import every room of core, and {@code optim}.
 *
 * <p>What they are made of is in rooms below, which are not exported and never import this one. An arrow says what imports what:
 *
 * <pre>
 * climb       the default fit's lists of steps             → hierarchy, hmc
 * hierarchy   globals and blocks that the graph shows       → fixed, importance
 * hmc         short chains from weighted points             → importance
 * fixed       minima on draws that stay                     → normal
 * importance  weighted points, and verdicts on q            → normal
 * normal      normals found by climbs of log p̃, and raced   → guard
 * stochastic  descent that settles                          → guard
 * guard       budgets, and numbers that are not finite
 * </pre>
 */
@NullMarked
package dev.jensen.core.algorithm;

import org.jspecify.annotations.NullMarked;
