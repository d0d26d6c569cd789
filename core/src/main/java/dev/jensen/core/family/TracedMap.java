package dev.jensen.core.family;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A one-to-one map with its inverse and its log-determinant as expressions of parameters θ and a point, and what the engine derives of
 * them. Traced once, compiled when first needed. Thread-safe.
 *
 * <p>All draws share θ where its stride is 0, and then the derivatives by θ are summed over the draws; or every draw has its own, of
 * stride P, and derivatives of its own.
 */
final class TracedMap {

    private final int d;

    /** (θ, x) → y. */
    final Traced forward;

    /** (θ, x) → y, ℓ(x). */
    final Traced forwardWithChange;

    /** (θ, y) → x, ℓ(x). */
    final Traced inverse;

    /** (θ, x, v) → the derivatives of vᵀy by x and θ. */
    final Traced pullback;

    /** (θ, x, v, w) → the derivatives of vᵀy + wℓ by x and θ. */
    final Traced pullbackWithChange;

    /** (θ, y, v, w) → the derivatives of vᵀx − wℓ by y and θ. */
    final Traced inversePullback;

    /**
     * Traces the expressions.
     *
     * @param parameterCount P, the length of θ
     * @param logDeterminant a vector is summed
     */
    TracedMap(
            int dimension,
            int parameterCount,
            BinaryOperator<Expr> forward,
            BinaryOperator<Expr> inverse,
            BinaryOperator<Expr> logDeterminant) {
        d = dimension;
        Expr theta = Expr.variable("φ", parameterCount);
        Expr x = Expr.variable("x", d);
        Expr y = Expr.variable("y", d);
        Expr v = Expr.variable("v", d);
        Expr w = Expr.variable("w");
        Expr up = forward.apply(theta, x);
        Expr down = inverse.apply(theta, y);
        Expr ofUp = logDeterminant.apply(theta, x).sum();
        Expr ofDown = logDeterminant.apply(theta, down).sum();
        this.forward = new Traced(List.of(theta, x), () -> List.of(up));
        forwardWithChange = new Traced(List.of(theta, x), () -> List.of(up, ofUp));
        this.inverse = new Traced(List.of(theta, y), () -> List.of(down, ofDown));
        pullback =
                new Traced(List.of(theta, x, v), () -> Gradient.of(up.times(v).sum(), List.of(x, theta)));
        pullbackWithChange = new Traced(
                List.of(theta, x, v, w), () -> Gradient.of(up.times(v).sum().plus(ofUp.times(w)), List.of(x, theta)));
        inversePullback = new Traced(
                List.of(theta, y, v, w),
                () -> Gradient.of(down.times(v).sum().minus(ofDown.times(w)), List.of(y, theta)));
    }

    /** Evaluates the first output. */
    void value(Traced traced, double[] theta, int at, int stride, int draws, double[] where, double[] value) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(theta, at + done * stride, stride, draws - done);
            frame.set(1, where, done * d, d);
            frame.run();
            frame.get(0, value, done * d, d);
            done += frame.draws();
            traced.back(frame);
        }
    }

    /** Evaluates both outputs; ℓ is subtracted from the log densities. */
    void valueAndChange(
            Traced traced,
            double[] theta,
            int at,
            int stride,
            int draws,
            double[] where,
            double[] value,
            double[] logDensity) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(theta, at + done * stride, stride, draws - done);
            frame.set(1, where, done * d, d);
            frame.run();
            frame.get(0, value, done * d, d);
            traced.subtract(frame, 1, logDensity, done);
            done += frame.draws();
            traced.back(frame);
        }
    }

    /**
     * Evaluates derivatives.
     *
     * @param weights the w_s, null where the expressions have none
     * @param v v_s on entry, the derivatives by the point on return
     * @param gradient those by θ: added from {@code at} on where all draws share it, else overwritten, one draw's after the other's
     */
    void derivatives(
            Traced traced,
            double[] theta,
            int at,
            int stride,
            int draws,
            double[] where,
            double @Nullable [] weights,
            double[] v,
            double[] gradient) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(theta, at + done * stride, stride, draws - done);
            frame.set(1, where, done * d, d);
            frame.set(2, v, done * d, d);
            if (weights != null) {
                frame.set(3, weights, done, 1);
            }
            frame.run();
            frame.get(0, v, done * d, d);
            if (stride == 0) {
                traced.addSum(frame, 1, gradient, at);
            } else {
                frame.get(1, gradient, done * stride, stride);
            }
            done += frame.draws();
            traced.back(frame);
        }
    }
}
