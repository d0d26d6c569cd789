package dev.jensen.core.family;

import dev.jensen.core.support.ContinuousSupport;

/**
 * The law of one variable of a {@link NaturalMeanField}: a gamma law of a positive number, a beta law of a share. It is stated
 * over the variable's support, and used in the unconstrained coordinates u of that support, x = constrain(u), in which the
 * target lives; its log density there includes log |dx/du|.
 *
 * <p>Each coordinate of a draw is made of one standard normal. All arrays hold more than this law's part, which begins at an
 * offset; a law's coordinates lie a stride apart, in z, noise and whatever is laid out like them.
 */
public interface NaturalLaw {

    /** Returns the support over which the law is stated: it is that of the target's variable, up to bounds. */
    ContinuousSupport support();

    /** Returns how many coordinates u has. */
    int coordinates();

    /** Returns the number of parameters. */
    int parameterCount();

    /**
     * Writes parameters to start from.
     *
     * @param centre where u is centred: read from {@code at}
     * @param scale about the standard deviation of u
     * @param phi overwritten from {@code from} on
     */
    void initial(double[] centre, int at, int stride, double scale, double[] phi, int from);

    /** Draws u of standard normals, which lie where u does. */
    void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride);

    /** Returns log q(u) in nats. */
    double logDensity(double[] phi, int from, double[] z, int at, int stride);

    /** Writes ∂log q/∂u, laid out as z. */
    void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients);

    /** Adds weight·∂log q/∂φ, u held fixed. */
    void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient);

    /** Adds (∂u/∂φ)ᵀ v, the noise held fixed; v lies where u does. */
    void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient);

    /** Returns the differential entropy of u in nats. */
    double entropy(double[] phi, int from);

    /** Adds weight·∂H/∂φ. */
    void entropyGradient(double[] phi, int from, double weight, double[] gradient);

    /** Writes the mean and the variance of each coordinate of u, where z would have it. */
    void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride);

    /** Returns how many numbers x has. */
    int naturalSize();

    /** Writes the mean and the variance of each number of x, next to each other; NaN or infinite where there is none. */
    void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at);
}
