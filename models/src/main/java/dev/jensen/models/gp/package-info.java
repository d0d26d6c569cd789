/**
 * Gaussian processes: unknown functions in a model.
 *
 * <p>Which function lies behind the data, if all I know is how smooth it is? A {@link dev.jensen.models.gp.Kernel} says how alike
 * the function's values at two points are; kernels add and multiply. A {@link dev.jensen.models.gp.GaussianProcess} makes it a
 * prior: {@code latent} for any likelihood, {@code observe} for normal noise with the function integrated out, and an {@link
 * dev.jensen.models.gp.Expansion} or inducing points where there are too many points for matrices of all pairs. A {@link
 * dev.jensen.models.gp.Surrogate} chooses coordinates that suit a latent function better. Start with {@link
 * dev.jensen.models.gp.GaussianProcess}. Imports {@code core}'s {@code expr} and {@code distribution}, and {@link
 * dev.jensen.models.ModelBuilder}.
 */
@NullMarked
package dev.jensen.models.gp;

import org.jspecify.annotations.NullMarked;
