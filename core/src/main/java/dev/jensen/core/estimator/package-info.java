/**
 * Gradient estimators: how draws of q_φ become an estimate of a loss and of its gradient in φ.
 *
 * <p>All are made of the two primitives of a family. The estimator states the vectors v_s, the weights w_s, or both,
 * and the gradient is
 *
 * <pre>
 *   Σ_s (∂z_s/∂φ)ᵀ v_s  +  Σ_s w_s ∇_φ log q_φ(z_s)
 *        pullback                  score
 * </pre>
 *
 * <p>Losses are minimised: an estimator of the ELBO estimates −ELBO, and its row bears the sign. What a loss is of the draws'
 * log weights is in {@code objective}: {@code TotalGradient.draws(16).objective(Iwae.bound())}. Which targets, families and
 * objectives an estimator accepts is in its type, {@link dev.jensen.core.estimator.Estimator}. A new one is one file that
 * hands its row to {@link dev.jensen.core.estimator.PathGradient} or {@link dev.jensen.core.estimator.ScoreGradient};
 * start reading at {@link dev.jensen.core.estimator.StickingTheLanding}.
 *
 * <p>Imports {@code density}, {@code family}, {@code noise}, {@code objective}, and {@code optim}'s objective.
 */
@NullMarked
package dev.jensen.core.estimator;

import org.jspecify.annotations.NullMarked;
