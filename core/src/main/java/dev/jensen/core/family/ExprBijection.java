package dev.jensen.core.family;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.List;
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
    private final Traced forward;
    private final Traced inverse;
    private final Traced pullback;
    private final Traced inversePullback;
    private final Traced forwardWithChange;
    private final Traced pullbackWithChange;
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
        Expr phi = Expr.variable("φ", size);
        Expr x = Expr.variable("x", d);
        Expr y = Expr.variable("y", d);
        Expr v = Expr.variable("v", d);
        Expr w = Expr.variable("w");
        Expr up = forward.apply(phi, x);
        Expr down = inverse.apply(phi, y);
        Expr log = logDeterminant.apply(phi, down).sum();
        this.forward = new Traced(List.of(phi, x), () -> List.of(up));
        this.inverse = new Traced(List.of(phi, y), () -> List.of(down, log));
        this.pullback =
                new Traced(List.of(phi, x, v), () -> Gradient.of(up.times(v).sum(), List.of(x, phi)));
        this.inversePullback = new Traced(
                List.of(phi, y, v, w), () -> Gradient.of(down.times(v).sum().minus(log.times(w)), List.of(y, phi)));
        Expr change = logDeterminant.apply(phi, x).sum();
        this.forwardWithChange = new Traced(List.of(phi, x), () -> List.of(up, change));
        this.pullbackWithChange = new Traced(
                List.of(phi, x, v, w), () -> Gradient.of(up.times(v).sum().plus(change.times(w)), List.of(x, phi)));
        this.kinked = false;
    }

    private ExprBijection(ExprBijection like, boolean kinked) {
        name = like.name;
        d = like.d;
        size = like.size;
        initial = like.initial;
        forward = like.forward;
        inverse = like.inverse;
        pullback = like.pullback;
        inversePullback = like.inversePullback;
        forwardWithChange = like.forwardWithChange;
        pullbackWithChange = like.pullbackWithChange;
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
        for (int done = 0; done < draws; ) {
            Frame frame = forward.frame(phi, at, draws - done);
            frame.set(1, x, done * d, d);
            frame.run();
            frame.get(0, y, done * d, d);
            done += frame.draws();
            forward.back(frame);
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        mapWithChange(inverse, phi, at, draws, y, x, logDensity);
    }

    @Override
    public void forwardWithChange(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        mapWithChange(forwardWithChange, phi, at, draws, x, y, logDensity);
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        for (int done = 0; done < draws; ) {
            Frame frame = pullback.frame(phi, at, draws - done);
            frame.set(1, x, done * d, d);
            frame.set(2, v, done * d, d);
            frame.run();
            frame.get(0, v, done * d, d);
            pullback.addSum(frame, 1, gradient, at);
            done += frame.draws();
            pullback.back(frame);
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        pullbackWithWeights(inversePullback, phi, at, draws, y, weights, v, gradient);
    }

    @Override
    public void pullbackWithChange(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        pullbackWithWeights(pullbackWithChange, phi, at, draws, x, weights, v, gradient);
    }

    /** Runs outputs (a map's value, ℓ) of inputs (φ, where). */
    private void mapWithChange(
            Traced traced, double[] phi, int at, int draws, double[] where, double[] value, double[] logDensity) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(phi, at, draws - done);
            frame.set(1, where, done * d, d);
            frame.run();
            frame.get(0, value, done * d, d);
            traced.subtract(frame, 1, logDensity, done);
            done += frame.draws();
            traced.back(frame);
        }
    }

    /** Runs outputs (what v becomes, ∂/∂φ) of inputs (φ, where, v, w). */
    private void pullbackWithWeights(
            Traced traced,
            double[] phi,
            int at,
            int draws,
            double[] where,
            double[] weights,
            double[] v,
            double[] gradient) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(phi, at, draws - done);
            frame.set(1, where, done * d, d);
            frame.set(2, v, done * d, d);
            frame.set(3, weights, done, 1);
            frame.run();
            frame.get(0, v, done * d, d);
            traced.addSum(frame, 1, gradient, at);
            done += frame.draws();
            traced.back(frame);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
