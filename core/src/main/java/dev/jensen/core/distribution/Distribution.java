package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.Support;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A probability law whose parameters are expressions: numbers, data columns, or other unknowns of a model.
 *
 * <p>Implementations are immutable, and either {@link Continuous} or {@link Discrete}. A univariate law broadcasts over
 * the shapes of its parameters and of the value; a multivariate law uses the last inner axis as the event. Laws with a
 * closed-form entropy say so by {@link ClosedEntropy}.
 */
public interface Distribution {
    /**
     * What messages call the law.
     *
     * @return such as "Normal"
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * The law's parameters in the order of {@link #sample}.
     *
     * @return name, expression and legal range of each
     */
    List<Parameter> parameters();

    /**
     * Where the law puts its mass, which may depend on the parameters.
     *
     * @return the support
     */
    Support support();

    /**
     * The shape of one draw, as the parameters imply it: for a univariate law, their common shape.
     *
     * @return rows and inner dimensions
     * @throws IllegalArgumentException where the parameters' shapes do not fit
     */
    default Shape drawShape() {
        return Parameter.commonShape(name(), parameters());
    }

    /**
     * How many of the last axes of {@link #drawShape} are one draw; those before them are independent draws.
     *
     * @return 0 for a univariate law, 1 for a law of vectors, 2 for one of matrices
     */
    default int eventRank() {
        return 0;
    }

    /**
     * Log density, or log probability of a discrete law, with all normalising constants: right everywhere, also outside
     * the support and on its boundary.
     *
     * @param x where; broadcast with the parameters
     * @return nats; −∞ outside the support, NaN where x or a parameter is NaN
     */
    default Expr logDensity(Expr x) {
        return Expr.select(support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), logDensityInside(x));
    }

    /**
     * The log density of a value that is known to lie inside the support, because a support's transform made it or
     * {@link #check} has seen it: the same as {@link #logDensity} there, at less cost.
     *
     * @param x where, in the interior of the support; broadcast with the parameters
     * @return nats; undefined outside the support
     */
    Expr logDensityInside(Expr x);

    /** {@return the mean; NaN or +∞ where it does not exist; broadcasts to {@link #drawShape}} */
    Expr mean();

    /** {@return the variance, of each element for a multivariate law; NaN or +∞ where it does not exist} */
    Expr variance();

    /**
     * One draw.
     *
     * @param random source of randomness
     * @param parameters values of {@link #parameters()}, legal, flattened one after the other: of each as many numbers as its
     *     {@linkplain Parameter#rank last axes} have
     * @param out overwritten with the draw; length of the event, 1 for a univariate law
     */
    void sample(RandomGenerator random, double[] parameters, double[] out);

    /**
     * Checks observations, so that {@link #logDensityInside} may be used. Only constants and data columns can be
     * checked.
     *
     * @param data what the data are called
     * @param x the observations
     * @throws IllegalArgumentException naming the row, the value and the support
     */
    default void check(String data, Expr x) {
        support().check(name() + " data \"" + data + "\"", x);
    }
}
