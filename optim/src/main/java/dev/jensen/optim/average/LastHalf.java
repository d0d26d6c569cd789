package dev.jensen.optim.average;

import dev.jensen.optim.IterateAverage;

/**
 * The plain mean of the last iterates, at least half and at most three quarters of all, whenever the run may end: the
 * "doubling" form of suffix averaging (Rakhlin, Shamir and Sridharan 2012). Two sums suffice: of the steps from 2ᵏ on, and
 * of those from 2ᵏ⁻¹ to 2ᵏ.
 */
public record LastHalf() implements IterateAverage {
    /** The mean of the last half or a little more. */
    public static LastHalf ofAll() {
        return new LastHalf();
    }

    @Override
    public Memory start(int dimension) {
        double[] before = new double[dimension];
        double[] now = new double[dimension];
        double[] counts = new double[2]; // how many iterates are in each mean
        return new Memory() {
            @Override
            public void accept(long step, double[] x) {
                if (Long.bitCount(step) == 1) { // step 1, 2, 4, 8, …: what was now becomes before
                    System.arraycopy(now, 0, before, 0, now.length);
                    counts[0] = counts[1];
                    counts[1] = 0;
                }
                counts[1]++;
                for (int i = 0; i < now.length; i++) {
                    now[i] += (x[i] - now[i]) / counts[1];
                }
            }

            @Override
            public double[] average() {
                double[] mean = new double[now.length];
                double weight = counts[1] / (counts[0] + counts[1]);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] = before[i] + weight * (now[i] - before[i]);
                }
                return mean;
            }

            @Override
            public double[][] state() {
                return new double[][] {before, now, counts};
            }
        };
    }
}
