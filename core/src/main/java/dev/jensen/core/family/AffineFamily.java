package dev.jensen.core.family;

/**
 * A family of affine maps z = m + Lε that holds the compositions of its maps. So a member can be described by how it differs
 * from another one: it is whitened by that one, and the differences are of size 1 whatever the scales of z are. Parameters that
 * are all 0 are the identity, the standard normal's.
 */
public interface AffineFamily extends Reparameterized, EntropyKnown, MomentsKnown {

    /**
     * Writes the parameters of the composition z = g_outer(g_inner(ε)).
     *
     * @param outer length P
     * @param inner length P
     * @param phi length P, overwritten; neither of the others
     */
    void compose(double[] outer, double[] inner, double[] phi);

    /**
     * Carries a gradient from φ back to the inner parameters: (∂φ/∂inner)ᵀ ∇_φ, where φ = {@link #compose}(outer, inner).
     *
     * @param outer length P
     * @param inner length P
     * @param gradient length P, with respect to φ
     * @param innerGradient length P, overwritten; not the gradient itself
     */
    void pullbackComposition(double[] outer, double[] inner, double[] gradient, double[] innerGradient);

    /**
     * Returns the parameters of the member q that is nearest to a normal in KL(q‖normal).
     *
     * @param mean length d, the normal's mean, finite
     * @param factor d × d, its covariance's Cholesky factor: lower triangular with a positive diagonal
     */
    double[] nearest(double[] mean, double[][] factor);
}
