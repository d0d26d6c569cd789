/**
 * Models that are ready: name the columns, fit, predict.
 *
 * <p>How do I fit a model that everybody has? Each class here is one: {@link dev.jensen.models.ready.Regression} is where to start
 * reading; {@link dev.jensen.models.ready.OrdinalRegression} and {@link dev.jensen.models.ready.MultinomialRegression} are of categories,
 * {@link dev.jensen.models.ready.WeibullRegression} and {@link dev.jensen.models.ready.PiecewiseExponentialRegression} of survival,
 * {@link dev.jensen.models.ready.HorseshoeRegression} is for few of many predictors, {@link dev.jensen.models.ready.GaussianProcessRegression}
 * and {@link dev.jensen.models.ready.GaussianProcessClassification} are for smooth functions.
 *
 * <p>Columns are named, never parsed from a formula; priors are weak and scaled by the data, and stated in each class; what comes out is an ordinary {@link dev.jensen.core.fit.Fit}, and {@link dev.jensen.models.ready.ReadyModel#model} the ordinary {@link
 * dev.jensen.models.Model} behind it, for whoever wants to look, or to go on from there by hand. Imports {@code models} and {@code
 * core}.
 *
 * <p>With latents of their own: {@link dev.jensen.models.ready.GaussianMixture}, {@link
 * dev.jensen.models.ready.FactorAnalysis}, {@link dev.jensen.models.ready.HiddenMarkov}, {@link
 * dev.jensen.models.ready.StateSpace}, {@link dev.jensen.models.ready.ItemResponse}. A {@link
 * dev.jensen.models.ready.TopicModel} of a {@link dev.jensen.models.ready.Corpus} has a fit of its own, by closed forms.
 */
@NullMarked
package dev.jensen.models.ready;

import org.jspecify.annotations.NullMarked;
