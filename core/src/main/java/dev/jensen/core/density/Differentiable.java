package dev.jensen.core.density;

/** A log density that knows its gradient; what reparameterisation needs. */
public interface Differentiable extends LogDensity {

    /**
     * Evaluates log p̃ and its gradient at a batch of points.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param values length at least S, overwritten with log p̃ in nats
     * @param gradients length at least S·d, overwritten with ∇log p̃, laid out as the points
     */
    void gradient(int draws, double[] points, double[] values, double[] gradients);

    /**
     * Wraps a plain function that returns its value and writes its gradient.
     *
     * <p>Both arrays that the function receives are scratch of length d: it may change them but must not keep them. The
     * gradient arrives filled with NaN, so that a coordinate that is never written is noticed. The function is called
     * from as many threads at once as the density is.
     *
     * @param dimension number of coordinates, at least 1
     * @param function log density and gradient
     * @throws IllegalArgumentException if the dimension is less than 1
     */
    static Differentiable ofFunction(int dimension, ValueAndGradient function) {
        return new PlainDifferentiable(dimension, function);
    }

    /** A plain log density that writes its own gradient. */
    @FunctionalInterface
    interface ValueAndGradient {

        /**
         * Evaluates the log density and its gradient at one point.
         *
         * @param z the point, length d
         * @param gradient length d, to be overwritten with ∇log p̃(z)
         * @return log p̃(z) in nats
         */
        double valueAndGradient(double[] z, double[] gradient);
    }
}
