package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * Σ σ_d² (x_d − c)(x′_d − c): straight lines through 0 at c, Bayesian linear regression with slopes N(0, σ_d²). Add a {@link
 * Constant} for the intercept.
 *
 * @param deviation σ &gt; 0 of the slopes, one number or one for each coordinate
 * @param center c
 */
public record Linear(Expr deviation, double center) implements Kernel {
    private static final String NAME = "Linear";

    /** Checks parameters that are known. */
    public Linear {
        Points.requirePositive(NAME, "deviation", deviation);
        if (!Double.isFinite(center)) {
            throw new IllegalArgumentException(NAME + " center must be finite: " + center);
        }
    }

    /** {@return the kernel of lines through the origin} */
    public static Linear of(Expr deviation) {
        return new Linear(deviation, 0);
    }

    /** {@return the kernel of lines through 0 at c} */
    public static Linear of(Expr deviation, double center) {
        return new Linear(deviation, center);
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        Expr left = scaled(x);
        return left.matMul((x == y ? left : scaled(y)).transpose());
    }

    @Override
    public Expr variance(double[][] x) {
        return scaled(x).square().sum(1);
    }

    private Expr scaled(double[][] x) {
        int dimension = Points.dimension(x);
        Points.requireScale(NAME, deviation, dimension);
        double[][] centred = new double[x.length][dimension];
        for (int i = 0; i < x.length; i++) {
            for (int d = 0; d < dimension; d++) {
                centred[i][d] = x[i][d] - center;
            }
        }
        return Expr.constant(centred).times(deviation);
    }
}
