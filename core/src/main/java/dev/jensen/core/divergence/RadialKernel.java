package dev.jensen.core.divergence;

/** A positive definite kernel that depends on a squared distance: k(z, z′) = κ(‖z − z′‖²). */
public interface RadialKernel {

    /**
     * Returns the derivative of κ.
     *
     * @param squaredDistance t, at least 0
     * @param order 0 for κ itself, up to 3
     */
    double derivative(double squaredDistance, int order);
}
