package dev.jensen.core.objective;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** A convex function f of a ratio x &gt; 0 with f(1) = 0 and its first two derivatives: what an f-divergence is made of. */
public interface ConvexFunction {

    /** Returns f(x). */
    double value(double x);

    /** Returns f′(x). */
    double slope(double x);

    /** Returns f″(x), at least 0. */
    double curvature(double x);

    /**
     * Puts a function and its derivatives together.
     *
     * @throws IllegalArgumentException if f(1) is not 0, or f″ is negative at one of the ratios ¼, ½, 1, 2, 4
     */
    static ConvexFunction of(DoubleUnaryOperator f, DoubleUnaryOperator slope, DoubleUnaryOperator curvature) {
        return checked(new ConvexFunction() {
            @Override
            public double value(double x) {
                return f.applyAsDouble(x);
            }

            @Override
            public double slope(double x) {
                return slope.applyAsDouble(x);
            }

            @Override
            public double curvature(double x) {
                return curvature.applyAsDouble(x);
            }
        });
    }

    /**
     * Traces a function written with expressions and derives its derivatives.
     *
     * @param f called once with the scalar x; for example {@code x -> x.times(x.log())}
     * @throws IllegalArgumentException if f(1) is not 0, or f″ is negative at one of the ratios ¼, ½, 1, 2, 4
     */
    static ConvexFunction of(UnaryOperator<Expr> f) {
        Expr x = Expr.variable("x");
        Expr value = f.apply(x).sum();
        Expr slope = Gradient.of(value, List.of(x)).get(0);
        Expr curvature = Gradient.of(slope, List.of(x)).get(0);
        return checked(new TracedFunction(ExprFunction.of(List.of(x), List.of(value, slope, curvature))));
    }

    private static ConvexFunction checked(ConvexFunction f) {
        if (!(Math.abs(f.value(1)) < 1e-9)) {
            throw new IllegalArgumentException(
                    "an f-divergence's f(1) must be 0: " + f.value(1) + "; subtract it, so that D(p, p) = 0");
        }
        for (double x = 0.25; x <= 4; x *= 2) {
            if (!(f.curvature(x) >= 0)) {
                throw new IllegalArgumentException(
                        "an f-divergence's f must be convex, but f″(" + x + ") is " + f.curvature(x));
            }
        }
        return f;
    }
}
