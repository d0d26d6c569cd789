package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * The Matérn kernel of a smoothness ν = ½, 3⁄2 or 5⁄2, with r² = Σ (x_d − x′_d)²/ℓ_d²:
 *
 * <pre>
 *   ½     σ² exp(−r)                                continuous functions
 *   3⁄2   σ² (1 + √3 r) exp(−√3 r)                  differentiable once
 *   5⁄2   σ² (1 + √5 r + 5r²/3) exp(−√5 r)          differentiable twice
 * </pre>
 *
 * @param smoothness ν
 * @param deviation σ &gt; 0, the function's standard deviation at a point
 * @param lengthScale ℓ &gt; 0, one number or one for each coordinate
 */
public record Matern(Smoothness smoothness, Expr deviation, Expr lengthScale) implements Stationary {
    private static final String NAME = "Matern";

    /** ν, of which kernels with half a whole number have a closed form. */
    public enum Smoothness {
        /** ν = ½. */
        HALF(0.5),
        /** ν = 3⁄2. */
        THREE_HALVES(1.5),
        /** ν = 5⁄2. */
        FIVE_HALVES(2.5);

        private final double value;

        Smoothness(double value) {
            this.value = value;
        }
    }

    /** Checks shapes, and parameters that are known. */
    public Matern {
        Points.requireNumber(NAME, "deviation", deviation);
        Points.requirePositive(NAME, "length scale", lengthScale);
    }

    /** {@return the kernel with ν = ½, the Ornstein–Uhlenbeck process} */
    public static Matern half(Expr deviation, Expr lengthScale) {
        return new Matern(Smoothness.HALF, deviation, lengthScale);
    }

    /** {@return the kernel with ν = 3⁄2} */
    public static Matern threeHalves(Expr deviation, Expr lengthScale) {
        return new Matern(Smoothness.THREE_HALVES, deviation, lengthScale);
    }

    /** {@return the kernel with ν = 5⁄2} */
    public static Matern fiveHalves(Expr deviation, Expr lengthScale) {
        return new Matern(Smoothness.FIVE_HALVES, deviation, lengthScale);
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        Expr r = Points.distances(NAME, x, y, lengthScale, 2 * smoothness.value);
        Expr polynomial = switch (smoothness) {
            case HALF -> Expr.constant(1);
            case THREE_HALVES -> r.plus(1);
            case FIVE_HALVES -> r.plus(1).plus(r.square().times(1.0 / 3));
        };
        return polynomial.times(r.negate().exp()).times(deviation.square());
    }

    @Override
    public Expr variance(double[][] x) {
        return Points.repeated(deviation.square(), x.length);
    }

    /** σ² 2ᴰ π^{D/2} Γ(ν + D/2)/Γ(ν) · (2ν)^ν Π ℓ_d · (2ν + Σ ℓ_d² ω_d²)^{−(ν + D/2)}. */
    @Override
    public Expr spectralDensity(double[][] frequencies) {
        double nu = smoothness.value;
        int dimension = Points.dimension(frequencies);
        double half = dimension / 2.0;
        double constant = Math.pow(2, dimension) * Math.pow(Math.PI, half) * Math.pow(2 * nu, nu);
        Expr gammas = Expr.constant(nu + half)
                .logGamma()
                .minus(Expr.constant(nu).logGamma())
                .exp();
        Expr base = Spectrum.scaledSquares(NAME, frequencies, lengthScale).plus(2 * nu);
        return base.log()
                .times(-(nu + half))
                .exp()
                .times(deviation.square().times(Spectrum.volume(lengthScale, dimension)))
                .times(gammas.times(constant));
    }
}
