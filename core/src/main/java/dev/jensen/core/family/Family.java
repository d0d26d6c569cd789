package dev.jensen.core.family;

/**
 * A variational family q_φ over ℝᵈ.
 *
 * <p>It may be of continuous laws ({@link Smooth}), of laws of whole numbers ({@link DiscreteFamily}), or of both at once ({@link
 * MixedFamily}); the coordinates of a draw are doubles in any case.
 *
 * <p>Batches of S draws are flat arrays, one draw after the other. Nothing but the arrays said to be overwritten or
 * added to is modified.
 */
public interface Family {

    /** Returns d, the number of coordinates of a draw. */
    int dimension();

    /** Returns P, the length of φ. */
    int parameterCount();

    /** Returns how many standard normal numbers a draw is made of. */
    int noiseDimension();

    /**
     * Returns parameters to start from.
     *
     * @param centre length d: where q is centred; read only
     * @param scale q's standard deviation in every coordinate, where the family has one; more than 0
     * @return a new array of length P
     * @throws IllegalArgumentException if the centre's length is not d or has a number that is not finite, or the scale
     *     is not positive and finite
     */
    double[] initial(double[] centre, double scale);

    /**
     * Draws z = g_φ(ε).
     *
     * @param phi length P
     * @param draws number of draws S
     * @param noise length at least S·noiseDimension, the standard normals ε
     * @param z length at least S·d, overwritten
     */
    void draw(double[] phi, int draws, double[] noise, double[] z);

    /**
     * Evaluates log q_φ(z), normalised: a density, and in discrete coordinates a probability.
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d
     * @param values length at least S, overwritten, nats
     */
    void logDensity(double[] phi, int draws, double[] z, double[] values);

    /**
     * Adds Σ_s w_s ∇_φ log q_φ(z_s), the points held fixed.
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d
     * @param weights length at least S
     * @param gradient length P, added to
     */
    void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient);
}
