package dev.jensen.core.family;

/** A family whose mean and variances have a closed form. */
public interface MomentsKnown extends Family {

    /** Returns E_q[z], a new array of length d. */
    double[] mean(double[] phi);

    /** Returns the variance of every coordinate, a new array of length d. */
    double[] variance(double[] phi);
}
