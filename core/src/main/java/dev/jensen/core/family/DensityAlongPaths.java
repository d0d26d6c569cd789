package dev.jensen.core.family;

/**
 * Draws and their log density as functions of the noise and of φ, for families where that is cheaper than the density of a point
 * that might come from anywhere: a flow goes up through its layers once, and never down through their inverses.
 *
 * <pre>
 *   z_s = g_φ(ε_s),   q_s = log q_φ(g_φ(ε_s))
 * </pre>
 *
 * <p>The derivative of q_s is the whole one: along the draw and of the density itself. Made for a number of draws by {@link
 * Reparameterized#densityAlongPaths}. Not thread-safe: it remembers its last draws, and allocates nothing after the first.
 */
public interface DensityAlongPaths {

    /**
     * Draws, and evaluates log q at the draws.
     *
     * @param phi length P; not to be changed until the pullback
     * @param noise length at least S·noiseDimension; not to be changed until the pullback
     * @param z length at least S·d, overwritten
     * @param logDensity length at least S, overwritten with q_s, nats
     */
    void draw(double[] phi, double[] noise, double[] z, double[] logDensity);

    /**
     * Adds Σ_s (∂z_s/∂φ)ᵀ v_s + w_s ∂q_s/∂φ at the last draws, the noise held fixed.
     *
     * @param vectors length at least S·d, one vector v_s for each draw; overwritten
     * @param weights the w_s, length at least S
     * @param gradient length P, added to
     */
    void pullback(double[] vectors, double[] weights, double[] gradient);
}
