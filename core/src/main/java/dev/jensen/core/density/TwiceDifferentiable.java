package dev.jensen.core.density;

/** A log density that multiplies its Hessian with a vector; what Newton's method and Laplace's approximation need. */
public interface TwiceDifferentiable extends Differentiable {

    /**
     * Multiplies the Hessian ∇²log p̃ at each point with that point's vector.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param vectors length at least S·d, laid out as the points; read only
     * @param products length at least S·d, overwritten with ∇²log p̃(z_s) v_s, laid out as the points
     */
    void hessianProduct(int draws, double[] points, double[] vectors, double[] products);
}
