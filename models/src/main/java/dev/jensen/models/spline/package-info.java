/**
 * Smooth curves as sums of basis splines.
 *
 * <p>How does the outcome bend with x, if neither a line nor a known formula fits? {@link dev.jensen.models.spline.BSplineBasis}
 * turns x into columns of data, for old points and new; {@link dev.jensen.models.spline.PenalizedCoefficients} gives their
 * coefficients a prior whose smoothness the data choose. Imports {@code core}'s {@code expr} and {@code distribution}, {@link
 * dev.jensen.models.ModelBuilder}, and Commons Math for a null space.
 */
@NullMarked
package dev.jensen.models.spline;

import org.jspecify.annotations.NullMarked;
