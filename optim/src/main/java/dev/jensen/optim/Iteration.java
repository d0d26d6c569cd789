package dev.jensen.optim;

import org.jspecify.annotations.Nullable;

/**
 * An iterative method in the middle of a run: what {@link Loop} turns. It only steps; progress, trace, stopping and
 * cancelling are the loop's. Used by one thread at a time.
 */
public interface Iteration {
    /**
     * Takes one step.
     *
     * @param step the step, counted from 0
     * @return null to go on, or why the method itself can't or needn't go on
     * @throws NonFiniteException if something non-finite came up; the parameters stay as they were
     */
    @Nullable
    Ending step(long step);

    /** As {@link Progress#value}. */
    double value();

    /** As {@link Progress#gradient}. */
    double[] gradient();

    /** As {@link Progress#parameters}. */
    double[] parameters();

    /** As {@link Progress#rHat}. */
    default double rHat() {
        return Double.NaN;
    }

    /** The answer if the run ended here, such as the average of the iterates: a new array of length d. */
    default double[] answer() {
        return parameters().clone();
    }
}
