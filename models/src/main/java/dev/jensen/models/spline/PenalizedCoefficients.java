package dev.jensen.models.spline;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;

/**
 * P-splines: coefficients that walk at random from function to function, so that many functions are no danger, and the size of the
 * steps, a latent, says how smooth the curve is. Declared non-centred: {@code name_z} are independent standard normals, and {@code
 * name} the coefficients.
 *
 * <p>Eilers and Marx (1996), "Flexible smoothing with B-splines and penalties"; Lang and Brezger (2004), "Bayesian P-splines". For
 * knots at equal distances.
 */
public final class PenalizedCoefficients {
    private PenalizedCoefficients() {}

    /**
     * bₖ − bₖ₋₁ ~ N(0, τ²) from b₀: smooth is what is level.
     *
     * @param m takes the statements
     * @param name of the coefficients
     * @param functions K, at least 2
     * @param level b₀, a number
     * @param deviation τ &gt; 0, a number
     * @return b, shape [K]
     */
    public static Expr firstOrder(ModelBuilder m, String name, int functions, Expr level, Expr deviation) {
        Expr steps = steps(m, name, functions, 1, deviation);
        return m.derive(name, level.plus(fromZero(steps).cumulativeSum(0)));
    }

    /**
     * (bₖ − bₖ₋₁) − (bₖ₋₁ − bₖ₋₂) ~ N(0, τ²): smooth is what is straight.
     *
     * @param m takes the statements
     * @param name of the coefficients
     * @param functions K, at least 3
     * @param level b₀, a number
     * @param slope b₁ − b₀, a number
     * @param deviation τ &gt; 0, a number
     * @return b, shape [K]
     */
    public static Expr secondOrder(ModelBuilder m, String name, int functions, Expr level, Expr slope, Expr deviation) {
        Expr steps = steps(m, name, functions, 2, deviation);
        Expr slopes = slope.plus(fromZero(steps).cumulativeSum(0));
        return m.derive(name, level.plus(fromZero(slopes).cumulativeSum(0)));
    }

    private static Expr steps(ModelBuilder m, String name, int functions, int order, Expr deviation) {
        if (functions <= order) {
            throw new IllegalArgumentException("penalized coefficients \"" + name + "\" need at least " + (order + 1)
                    + " functions: " + functions);
        }
        return m.latent(name + "_z", Normal.of(0, 1), functions - order).times(deviation);
    }

    private static Expr fromZero(Expr x) {
        int n = x.shape().dimension(0);
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = i + 1;
        }
        return x.put(places, n + 1);
    }
}
