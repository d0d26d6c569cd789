/**
 * What is minimised: functions of the log weights ℓ_s = log p̃(z_s) − log q(z_s) at draws of q.
 *
 * <p>An {@link dev.jensen.core.objective.Objective} knows its loss and its derivatives with respect to ℓ and no more; from
 * these every estimator in {@code estimator} that is legal for it makes the gradient in φ. What is legal is a type: {@link
 * dev.jensen.core.objective.LinearObjective} for estimators that leave out the score term, {@link
 * dev.jensen.core.objective.CurvedObjective} for those that reparameterise it.
 *
 * <p>With S draws an objective is the expectation of its loss over S draws; the gradients are unbiased for that. Where the
 * loss is no mean over the draws, as with {@link dev.jensen.core.objective.Iwae}, it depends on S, and its distance to the
 * limit of many draws is said in its file.
 *
 * <p>Start reading at {@link dev.jensen.core.objective.Iwae}. Imports {@code expr} and {@code density}, for functions written
 * as expressions.
 */
@NullMarked
package dev.jensen.core.objective;

import org.jspecify.annotations.NullMarked;
