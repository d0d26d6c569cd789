package dev.jensen.core.family;

/**
 * A family whose expectations are weighted means along differentiable paths:
 *
 * <pre>
 *   E_q[f] = E_ε[ Σ_s ω_s(φ) f(g_φ,s(ε_s)) ],   Σ_s ω_s = 1
 * </pre>
 *
 * <p>For most, the {@link Reparameterized} families, all paths are the draws and all weights 1/S. A mixture's draws jump
 * from one component to another as the weights move, so they have no path; but each component's draws do, and the
 * mixture is the sum over its components: stratified sampling (Cochran, "Sampling techniques", 1977, chapter 5). A loss
 * L that is a function of ω and z then has the gradient
 *
 * <pre>
 *   Σ_s (∂z_s/∂φ)ᵀ ∂L/∂z_s  +  Σ_s ∂L/∂ω_s ∂ω_s/∂φ  +  what q's own density depends on φ
 *        pullback                   weightsPullback        score
 * </pre>
 */
public interface Pathwise extends Smooth {

    /** Returns K, the number of strata: a batch of paths needs at least that many. */
    int strata();

    /**
     * Draws along the paths, the draws of one stratum next to each other.
     *
     * @param phi length P
     * @param draws number of paths S, at least K
     * @param noise length at least S·noiseDimension, standard normals
     * @param z length at least S·d, overwritten
     */
    void paths(double[] phi, int draws, double[] noise, double[] z);

    /**
     * Writes the weights ω.
     *
     * @param phi length P
     * @param draws number of paths S, at least K
     * @param weights length at least S, overwritten; they sum to 1
     */
    void weights(double[] phi, int draws, double[] weights);

    /**
     * Adds Σ_s c_s ∂ω_s/∂φ.
     *
     * @param phi length P
     * @param draws number of paths S, at least K
     * @param values the c_s, length at least S
     * @param gradient length P, added to
     */
    void weightsPullback(double[] phi, int draws, double[] values, double[] gradient);

    /**
     * Adds Σ_s (∂z_s/∂φ)ᵀ v_s, the noise held fixed.
     *
     * @param phi length P
     * @param draws number of paths S, at least K
     * @param noise the noise that was drawn from
     * @param z the draws that {@link #paths} made of it with this φ
     * @param vectors length at least S·d, one vector v_s for each draw
     * @param gradient length P, added to
     */
    void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient);
}
