package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * A layer of one's own, written as expressions: the map, its inverse, and the log-determinant; the engine derives the rest.
 * Traced once, when it is made, and compiled when first needed.
 */
public final class ExprBijection implements Bijection {

    private final String name;
    private final int d;
    private final int size;
    private final Initial initial;
    private final TracedMap map;
    private final boolean kinked;

    /** Where to start from. */
    @FunctionalInterface
    public interface Initial {

        /** Writes parameters that make the layer the identity, or nearly, from {@code at} on. */
        void write(double[] phi, int at);
    }

    private ExprBijection(
            String name,
            int dimension,
            int parameterCount,
            BinaryOperator<Expr> forward,
            BinaryOperator<Expr> inverse,
            BinaryOperator<Expr> logDeterminant,
            Initial initial) {
        Gaussian.requireDimension(name, dimension);
        if (parameterCount < 1) {
            throw new IllegalArgumentException(name + " needs at least 1 parameter: " + parameterCount);
        }
        this.name = name;
        d = dimension;
        size = parameterCount;
        this.initial = Objects.requireNonNull(initial, "initial");
        map = new TracedMap(d, size, forward, inverse, logDeterminant);
        this.kinked = false;
    }

    private ExprBijection(ExprBijection like, boolean kinked) {
        name = like.name;
        d = like.d;
        size = like.size;
        initial = like.initial;
        map = like.map;
        this.kinked = kinked;
    }

    /** The same layer, said to be {@link #kinked}. */
    public ExprBijection withKinks() {
        return new ExprBijection(this, true);
    }

    @Override
    public boolean kinked() {
        return kinked;
    }

    /**
     * Makes a layer.
     *
     * @param name what messages call it
     * @param dimension d, at least 1
     * @param parameterCount P, at least 1
     * @param forward (φ, x) → y, of shapes [P], [d] and [d]
     * @param inverse (φ, y) → x
     * @param logDeterminant (φ, x) → log|det ∂y/∂x|; a vector is summed
     * @param initial where to start from
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static ExprBijection of(
            String name,
            int dimension,
            int parameterCount,
            BinaryOperator<Expr> forward,
            BinaryOperator<Expr> inverse,
            BinaryOperator<Expr> logDeterminant,
            Initial initial) {
        return new ExprBijection(name, dimension, parameterCount, forward, inverse, logDeterminant, initial);
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return size;
    }

    @Override
    public void initial(double[] phi, int at) {
        initial.write(phi, at);
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        map.value(map.forward, phi, at, 0, draws, x, y);
    }

    @Override
    public void forwardWithChange(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        map.valueAndChange(map.forwardWithChange, phi, at, 0, draws, x, y, logDensity);
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        map.valueAndChange(map.inverse, phi, at, 0, draws, y, x, logDensity);
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        map.derivatives(map.pullback, phi, at, 0, draws, x, null, v, gradient);
    }

    @Override
    public void pullbackWithChange(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        map.derivatives(map.pullbackWithChange, phi, at, 0, draws, x, weights, v, gradient);
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        map.derivatives(map.inversePullback, phi, at, 0, draws, y, weights, v, gradient);
    }

    @Override
    public String toString() {
        return name;
    }
}
