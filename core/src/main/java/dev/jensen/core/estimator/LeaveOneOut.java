package dev.jensen.core.estimator;

import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.MeanObjective;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;

/**
 * What the other draws of the same step say. Of a loss that is a mean over the draws, the mean of their signals (Kool, van Hoof
 * and Welling, "Buy 4 REINFORCE samples, get a baseline for free!", 2019). Of any other, draw s's signal if its ℓ_s were the mean of
 * the others' (VIMCO: Mnih and Rezende, "Variational inference for Monte Carlo objectives", ICML 2016, equation 10), in O(S²).
 */
public record LeaveOneOut() implements Baseline {

    @Override
    public int fewestDraws() {
        return 2;
    }

    @Override
    public Memory start(int draws) {
        Others others = new Others(draws);
        return (objective, at, signals) -> {
            if (objective instanceof MeanObjective) {
                double mean = Mean.of(signals);
                for (int s = 0; s < draws; s++) {
                    signals[s] = (signals[s] - mean) * draws / (draws - 1);
                }
            } else {
                others.subtract(objective, at, signals);
            }
        };
    }

    @Override
    public String toString() {
        return "leave one out";
    }

    /** The log weights with one of them replaced by what the others say. */
    private static final class Others {

        private final double[] values;
        private final double[] slopes;
        private final double[] credits;
        private final LogWeights view;

        Others(int draws) {
            values = new double[draws];
            slopes = new double[draws];
            credits = new double[draws];
            double[] shares = new double[draws];
            Arrays.fill(shares, 1.0 / draws);
            view = new LogWeights(values, shares);
        }

        void subtract(Objective objective, LogWeights at, double[] signals) {
            int draws = values.length;
            double sum = 0;
            int infinite = 0;
            for (int s = 0; s < draws; s++) {
                values[s] = at.at(s);
                boolean zero = values[s] == Double.NEGATIVE_INFINITY; // which a mean of logs would pass on to all
                infinite += zero ? 1 : 0;
                sum += zero ? 0 : values[s];
            }
            for (int s = 0; s < draws; s++) {
                double own = values[s];
                boolean zero = own == Double.NEGATIVE_INFINITY;
                int others = draws - infinite - (zero ? 0 : 1);
                if (others == 0) {
                    continue; // the others say nothing
                }
                values[s] = (sum - (zero ? 0 : own)) / others;
                objective.credits(view, credits);
                objective.slopes(view, slopes);
                signals[s] -= credits[s] - objective.entropyWeight() * slopes[s];
                values[s] = own;
            }
        }
    }
}
