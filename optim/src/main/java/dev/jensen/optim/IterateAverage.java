package dev.jensen.optim;

/**
 * Averages the iterates of a run. Near the optimum a stochastic run wanders about it; the average of where it has been
 * is closer than where it happens to be (Polyak and Juditsky 1992). A value, like a {@link Rule}; ready ones are in
 * {@code dev.jensen.optim.average}.
 */
@FunctionalInterface
public interface IterateAverage {
    /**
     * A fresh memory for one run.
     *
     * @param dimension how many parameters there are
     */
    Memory start(int dimension);

    /** An average in the middle of one run. */
    interface Memory extends Resumable {
        /**
         * Takes in the iterate at which a step ended.
         *
         * @param step the step, counted from 0, without gaps
         * @param parameters length d, not to be modified or kept
         */
        void accept(long step, double[] parameters);

        /**
         * The average of the iterates so far; called after at least one.
         *
         * @return a new array of length d
         */
        double[] average();
    }
}
