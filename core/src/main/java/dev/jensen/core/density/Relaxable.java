package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A log density of whole numbers that is also defined between them: on a code in which each outcome is a corner, and which a
 * relaxed draw can fill with any numbers from 0 to 1.
 *
 * <p>The code of a coordinate that is 0 or 1 is the number itself; of one with K outcomes it is a vector of K numbers, of which the
 * outcome's is 1 and the others 0.
 */
public interface Relaxable extends LogDensity {

    /**
     * Returns log p̃ as a function of the code: at the code of a point it has the point's value. What it is between them is up to
     * whoever writes it, and changes the variance of estimators, or, of biased ones, their bias.
     */
    Differentiable relaxed();

    /**
     * Traces a log density of numbers that are 0 or 1.
     *
     * @param dimension d, at least 1
     * @param function called once with the vector of shape [d]; returns log p̃ in nats, up to a constant
     */
    static Relaxable binary(int dimension, UnaryOperator<Expr> function) {
        return binary(LogDensity.of(dimension, function));
    }

    /** Takes a log density of numbers that are 0 or 1 which is differentiable between them. */
    static Relaxable binary(Differentiable density) {
        int[] outcomes = new int[density.dimension()];
        Arrays.fill(outcomes, 2);
        return new OneHotDensity(density, outcomes, true);
    }

    /**
     * Traces a log density of choices among K outcomes each.
     *
     * @param dimension d, at least 1
     * @param outcomes K, at least 2
     * @param function called once with the code, of shape [d, K]; returns log p̃ in nats, up to a constant
     */
    static Relaxable oneHot(int dimension, int outcomes, UnaryOperator<Expr> function) {
        int[] all = new int[TargetException.requireDimension(dimension)];
        Arrays.fill(all, outcomes);
        return oneHot(all, code -> function.apply(code.reshape(dimension, outcomes)));
    }

    /**
     * Traces a log density of choices with as many outcomes as each has.
     *
     * @param outcomes K_i, one number for each coordinate, each at least 2
     * @param function called once with the codes one after the other, of shape [Σ K_i]; returns log p̃ in nats, up to a constant
     */
    static Relaxable oneHot(int[] outcomes, UnaryOperator<Expr> function) {
        int length = Arrays.stream(outcomes).sum();
        return new OneHotDensity(LogDensity.of(length, function), outcomes, false);
    }
}
