package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * σ² exp(−½ Σ (x_d − x′_d)²/ℓ_d²): functions with derivatives of every order.
 *
 * @param deviation σ &gt; 0, the function's standard deviation at a point
 * @param lengthScale ℓ &gt; 0, one number or one for each coordinate
 */
public record SquaredExponential(Expr deviation, Expr lengthScale) implements Stationary {
    private static final String NAME = "SquaredExponential";

    /** Checks shapes, and parameters that are known. */
    public SquaredExponential {
        Points.requireNumber(NAME, "deviation", deviation);
        Points.requirePositive(NAME, "length scale", lengthScale);
    }

    /** {@return the kernel of a standard deviation and a length scale, or one length scale for each coordinate} */
    public static SquaredExponential of(Expr deviation, Expr lengthScale) {
        return new SquaredExponential(deviation, lengthScale);
    }

    /** {@return the kernel of a standard deviation and a length scale} */
    public static SquaredExponential of(double deviation, double lengthScale) {
        return of(Expr.constant(deviation), Expr.constant(lengthScale));
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        return Points.squaredDistances(NAME, x, y, lengthScale, -0.5).exp().times(deviation.square());
    }

    @Override
    public Expr variance(double[][] x) {
        return Points.repeated(deviation.square(), x.length);
    }

    /** σ² (2π)^{D/2} Π ℓ_d · exp(−½ Σ ℓ_d² ω_d²). */
    @Override
    public Expr spectralDensity(double[][] frequencies) {
        int dimension = Points.dimension(frequencies);
        Expr scaled = Spectrum.scaledSquares(NAME, frequencies, lengthScale);
        return scaled.times(-0.5)
                .exp()
                .times(deviation.square().times(Spectrum.volume(lengthScale, dimension)))
                .times(Math.pow(2 * Math.PI, dimension / 2.0));
    }
}
