package dev.jensen.core.algorithm.stochastic;

import dev.jensen.core.family.MomentsKnown;

/** What iterates are judged by: the mean and the log standard deviation of every coordinate, or of 4,096 to 8,191 of them where there are more. */
record Quantities(MomentsKnown family) {
    private static final int MOST = 4096;

    private int every() {
        return Math.max(1, family.dimension() / MOST);
    }

    private int coordinates() {
        return (family.dimension() + every() - 1) / every();
    }

    int count() {
        return 2 * coordinates();
    }

    void write(double[] phi, double[] out) {
        double[] mean = family.mean(phi);
        double[] variance = family.variance(phi);
        int every = every();
        int count = coordinates();
        for (int i = 0; i < count; i++) {
            out[i] = mean[i * every];
            out[count + i] = 0.5 * Math.log(variance[i * every]);
        }
    }

    /** Returns the size that quantity k is measured against: the standard deviation of a mean, 1 of a logarithm. */
    double unit(int k, double[] quantities) {
        int count = coordinates();
        return k < count ? Math.exp(quantities[count + k]) : 1;
    }
}
