package dev.jensen.core.family;

/** A family whose entropy H = −E_q[log q_φ] has a closed form. */
public interface EntropyKnown extends Family {

    /** Returns the differential entropy in nats; it may be negative. */
    double entropy(double[] phi);

    /**
     * Adds weight·∇_φ H.
     *
     * @param phi length P
     * @param weight factor of the gradient
     * @param gradient length P, added to
     */
    void entropyGradient(double[] phi, double weight, double[] gradient);
}
