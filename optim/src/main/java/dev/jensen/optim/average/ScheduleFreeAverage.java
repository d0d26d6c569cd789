package dev.jensen.optim.average;

import dev.jensen.optim.IterateAverage;

/**
 * The average x that schedule-free learning answers with, recovered from the points y = (1 − β) z + β x at which it
 * takes its gradients; see {@link dev.jensen.optim.rule.ScheduleFree}, which makes it.
 *
 * <pre>
 *   z = (y − β (1 − 1/t) x) / (1 − β + β/t),   x ← (1 − 1/t) x + (1/t) z,   t from 1
 * </pre>
 *
 * @param beta that of the rule, in [0, 1)
 */
public record ScheduleFreeAverage(double beta) implements IterateAverage {
    /** Checks its range. */
    public ScheduleFreeAverage {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("ScheduleFreeAverage beta must be in [0, 1): " + beta);
        }
    }

    @Override
    public Memory start(int dimension) {
        double[] x = new double[dimension];
        return new Memory() {
            @Override
            public void accept(long step, double[] y) {
                double weight = 1 / (step + 1.0);
                for (int i = 0; i < x.length; i++) {
                    double z = (y[i] - beta * (1 - weight) * x[i]) / (1 - beta + beta * weight);
                    x[i] += weight * (z - x[i]);
                }
            }

            @Override
            public double[] average() {
                return x.clone();
            }

            @Override
            public double[][] state() {
                return new double[][] {x};
            }
        };
    }
}
