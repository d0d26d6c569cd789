package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * An unnormalised log density log p̃ over ℝᵈ, evaluated for a batch of points at once.
 *
 * <p>Implementations are thread-safe, modify nothing that they are given, and keep no reference to it. Where the
 * density is zero the value is {@link Double#NEGATIVE_INFINITY}.
 */
public interface LogDensity {

    /** Returns d, the number of coordinates of a point; at least 1. */
    int dimension();

    /**
     * Evaluates log p̃ at a batch of points.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param values length at least S, overwritten with log p̃ in nats, up to a constant that is the same for all
     *     points
     */
    void logDensity(int draws, double[] points, double[] values);

    /**
     * Traces a log density that is written with expressions; it has exact derivatives of first and second order. Where some
     * coordinates are whole numbers take {@link MixedDensity}, or sum them out with {@link Enumeration}.
     *
     * @param dimension d, at least 1
     * @param function called once with the vector z of shape [d]; returns log p̃(z) in nats, up to a constant; inner
     *     elements and rows of the result are summed
     * @throws IllegalArgumentException if shapes do not fit, naming the operation
     */
    static ExprDensity of(int dimension, UnaryOperator<Expr> function) {
        Expr z = Expr.variable("z", TargetException.requireDimension(dimension));
        Factor factor = Factor.of("log density", function.apply(z));
        return ExprDensity.of(List.of(z), List.of(factor), Variables.unnamed(dimension));
    }

    /**
     * Wraps a plain function of one point; the target then has no gradient, and is fitted with the score function.
     *
     * <p>The function receives a scratch array of length d, which it may change but must not keep. It is called from as
     * many threads at once as the density is.
     *
     * @param dimension number of coordinates, at least 1
     * @param function log density in nats, up to a constant; {@code NEGATIVE_INFINITY} where the density is zero
     * @throws IllegalArgumentException if the dimension is less than 1
     */
    static LogDensity ofFunction(int dimension, ToDoubleFunction<double[]> function) {
        return new PlainDensity(dimension, function);
    }
}
