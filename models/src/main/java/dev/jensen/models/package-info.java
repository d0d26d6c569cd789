/**
 * Write a Bayesian model, fit it, read the result by name.
 *
 * <p>How do I say my model? With the statements of a {@link dev.jensen.models.ModelBuilder}: plates and data, latents with
 * their laws, derived quantities, observations. {@link dev.jensen.models.Model} is the result, and where to start reading: its
 * {@code density()} is an {@link dev.jensen.core.density.ExprDensity} whose draws have names. A latent may be a whole number, or a Markov chain of
 * them: it is summed out exactly by {@link dev.jensen.models.Model#marginalized}, or fitted by {@link
 * dev.jensen.models.Model#mixedFitting}. What is estimated by a number is a {@linkplain
 * dev.jensen.models.ModelBuilder#parameter parameter}, and a latent whose posterior is a function of its row is {@link
 * dev.jensen.models.Amortised}. Stated on {@link dev.jensen.models.Data}, a model's fit predicts for others, and {@link
 * dev.jensen.models.Model#check} looks it over before a fit. Imports
 * {@code core}'s {@code expr}, {@code distribution}, {@code support} and {@code density} to state it, {@code algorithm} and
 * {@code fit} to fit it.
 *
 * <p>After a fit, {@link dev.jensen.models.Replications} hold its predictions beside the data, {@link dev.jensen.models.Pointwise} what it
 * says of each observation, and {@link dev.jensen.models.Model#calibrate} tries model and method on simulated data.
 */
@NullMarked
package dev.jensen.models;

import org.jspecify.annotations.NullMarked;
