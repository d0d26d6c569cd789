package dev.jensen.core.family;

/** A family of densities that are differentiable in z. */
public interface Smooth extends Family {

    /**
     * Evaluates ∇_z log q_φ(z).
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d
     * @param gradients length at least S·d, overwritten, laid out as z
     */
    void gradient(double[] phi, int draws, double[] z, double[] gradients);
}
