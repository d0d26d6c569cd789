package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * σ² for every pair of points: an unknown level N(0, σ²); as a factor, a change of scale.
 *
 * @param deviation σ &gt; 0
 */
public record Constant(Expr deviation) implements Kernel {
    /** Checks shapes, and parameters that are known. */
    public Constant {
        Points.requireNumber("Constant", "deviation", deviation);
    }

    /** {@return the kernel of a standard deviation} */
    public static Constant of(Expr deviation) {
        return new Constant(deviation);
    }

    /** {@return the kernel of a standard deviation} */
    public static Constant of(double deviation) {
        return of(Expr.constant(deviation));
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        Points.dimension(x);
        Points.dimension(y);
        return deviation.square().broadcastInner(x.length, y.length);
    }

    @Override
    public Expr variance(double[][] x) {
        return Points.repeated(deviation.square(), x.length);
    }
}
