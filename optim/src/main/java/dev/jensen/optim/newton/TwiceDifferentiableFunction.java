package dev.jensen.optim.newton;

/** A smooth function whose Hessian can be multiplied with a vector. */
public interface TwiceDifferentiableFunction extends DifferentiableFunction {
    /**
     * The product of the Hessian at {@code x} with a vector.
     *
     * @param x length d, a point at which the value is finite; not to be modified or kept
     * @param vector length d, not to be modified or kept
     * @param product length d, overwritten
     */
    void hessianProduct(double[] x, double[] vector, double[] product);
}
