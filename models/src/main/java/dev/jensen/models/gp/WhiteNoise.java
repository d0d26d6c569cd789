package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * σ² for a point with itself and 0 for any two points, even with equal coordinates: independent noise at every point, old or new.
 *
 * @param deviation σ &gt; 0
 */
public record WhiteNoise(Expr deviation) implements Kernel {
    /** Checks shapes, and parameters that are known. */
    public WhiteNoise {
        Points.requireNumber("WhiteNoise", "deviation", deviation);
    }

    /** {@return the kernel of a standard deviation} */
    public static WhiteNoise of(Expr deviation) {
        return new WhiteNoise(deviation);
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        return Expr.zeros(x.length, y.length);
    }

    @Override
    public Expr covariance(double[][] x) {
        double[][] identity = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            identity[i][i] = 1;
        }
        return Expr.constant(identity).times(deviation.square());
    }

    @Override
    public Expr variance(double[][] x) {
        return Points.repeated(deviation.square(), x.length);
    }
}
