package dev.jensen.core.density;

/**
 * A log density of whole and of real numbers, with a gradient in the real ones: a point is D discrete coordinates, each a
 * whole number from 0 on held as a double, and then d − D continuous ones.
 */
public interface PartlyDifferentiable extends LogDensity {

    /** Returns for each of the D discrete coordinates how many outcomes it has, a new array; at least 2 each. */
    int[] outcomes();

    /**
     * Evaluates log p̃ and its gradient in the continuous coordinates.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param values length at least S, overwritten with log p̃ in nats
     * @param gradients length at least S·(d − D), overwritten
     */
    void continuousGradient(int draws, double[] points, double[] values, double[] gradients);
}
