package dev.jensen.core.family;

/**
 * A family whose derivatives are differences of laws: for each parameter
 *
 * <pre>
 *   ∂/∂φ_k E_q[f] = c_k (E_{q_k⁺}[f] − E_{q_k⁻}[f])
 * </pre>
 *
 * <p>whatever f is, differentiable or not (Pflug, "Optimization of stochastic models", 1996; Mohamed, Rosca, Figurnov and Mnih,
 * "Monte Carlo gradient estimation in machine learning", JMLR 2020, section 6). q_k± differ from q in one coordinate, and their
 * draws are coupled, so that they are near each other.
 */
public interface WeaklyDifferentiable extends EntropyKnown {

    /** Returns how many standard normals, further to those of a draw, the pairs of a draw are made of; may be 0. */
    int pairNoise();

    /**
     * Draws from q_k⁺ and q_k⁻.
     *
     * @param phi length P
     * @param parameter k
     * @param draws number of pairs S
     * @param noise length at least S·pairNoise, standard normals independent of the draws
     * @param z length at least S·d, draws of q; read only
     * @param plus length at least S·d, overwritten
     * @param minus length at least S·d, overwritten
     * @return c_k
     */
    double pairs(double[] phi, int parameter, int draws, double[] noise, double[] z, double[] plus, double[] minus);
}
