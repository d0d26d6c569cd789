package dev.jensen.optim.average;

import dev.jensen.optim.IterateAverage;

/**
 * The plain mean of all iterates from a given step on (Polyak and Juditsky 1992; Rakhlin, Shamir and Sridharan 2012 for
 * why not from the first); before that step the last iterate.
 *
 * @param from the first step that counts, counted from 0
 */
public record UniformTail(long from) implements IterateAverage {
    /** Checks its range. */
    public UniformTail {
        if (from < 0) {
            throw new IllegalArgumentException("UniformTail from must be >= 0: " + from);
        }
    }

    /** The mean from step {@code from} on. */
    public static UniformTail from(long from) {
        return new UniformTail(from);
    }

    @Override
    public Memory start(int dimension) {
        double[] mean = new double[dimension];
        return new Memory() {
            @Override
            public void accept(long step, double[] x) {
                double weight = 1.0 / (Math.max(0, step - from) + 1);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += weight * (x[i] - mean[i]);
                }
            }

            @Override
            public double[] average() {
                return mean.clone();
            }

            @Override
            public double[][] state() {
                return new double[][] {mean};
            }
        };
    }
}
