package dev.jensen.core.estimator;

import java.util.function.DoubleConsumer;

/**
 * What importance weights have to keep to: an effective sample size that is at least so much, but for so many steps running.
 *
 * @param least effective sample size, from 1 on
 * @param patience how many steps running may have less; at least 1
 * @param listener sees the effective sample size of every step
 */
public record Collapse(double least, int patience, DoubleConsumer listener) {

    /** Checks the ranges. */
    public Collapse {
        if (!(least >= 1 && least < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the least effective sample size must be at least 1 and finite: " + least);
        }
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be at least 1 step: " + patience);
        }
    }

    /** Less than 1% of the draws beyond the first, in 1,000 steps running. */
    public static Collapse standard(int draws) {
        return new Collapse(1 + (draws - 1) / 100.0, 1000, effectiveSampleSize -> {});
    }

    /** Shows the effective sample size of every step to another listener. */
    public Collapse listen(DoubleConsumer another) {
        return new Collapse(least, patience, another);
    }

    /** A memory for one run. */
    Watch start(String who, int draws) {
        return new Watch(who, draws);
    }

    /** Counts the steps. */
    final class Watch {

        private final String who;
        private final int draws;
        private int running;

        private Watch(String who, int draws) {
            this.who = who;
            this.draws = draws;
        }

        void accept(double effectiveSampleSize) {
            listener.accept(effectiveSampleSize);
            running = effectiveSampleSize >= least ? 0 : running + 1;
            if (running >= patience || Double.isNaN(effectiveSampleSize)) {
                throw new WeightCollapseException(who, effectiveSampleSize, draws, running);
            }
        }
    }
}
