package dev.jensen.core.estimator;

import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;

/**
 * The running mean of the signals of the steps before, exponentially forgotten (Mnih and Gregor, "Neural variational inference
 * and learning in belief networks", ICML 2014, section 2.3). It needs only one draw, and it is zero at the first step. It makes
 * an estimation depend on the steps before.
 *
 * @param memory how much of the mean a step keeps, from 0 on and less than 1
 */
public record RunningMean(double memory) implements Baseline {

    /** Checks the range. */
    public RunningMean {
        if (!(memory >= 0 && memory < 1)) {
            throw new IllegalArgumentException("RunningMean memory must be at least 0 and less than 1: " + memory);
        }
    }

    @Override
    public int fewestDraws() {
        return 1;
    }

    @Override
    public Memory start(int draws) {
        return new Memory() {
            private double mean;
            private double known; // how much of the mean is not the zero that it began with

            @Override
            public void subtract(Objective objective, LogWeights at, double[] signals) {
                double present = Mean.of(signals);
                double baseline = known == 0 ? 0 : mean / known;
                for (int s = 0; s < signals.length; s++) {
                    signals[s] -= baseline;
                }
                mean = memory * mean + (1 - memory) * present;
                known = memory * known + (1 - memory);
            }
        };
    }

    @Override
    public String toString() {
        return "running mean " + memory;
    }
}
