package dev.jensen.optim.newton;

/** A smooth function of {@code double[]} to be minimised, whose value and gradient are exact: the same at every call. */
public interface DifferentiableFunction {
    /** How many numbers {@code x} holds; at least 1 and always the same. */
    int dimension();

    /**
     * The value and the gradient at {@code x}.
     *
     * @param x length d, not to be modified or kept
     * @param gradient length d, overwritten
     * @return the value; anything not finite means that {@code x} is outside the domain, and a line search steps back
     */
    double valueAndGradient(double[] x, double[] gradient);
}
