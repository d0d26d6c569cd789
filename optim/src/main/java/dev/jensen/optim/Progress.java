package dev.jensen.optim;

/**
 * What the loop shows after each step. One object lives through a run and changes with it: read it, don't keep it.
 */
public interface Progress {
    /** How many steps have been taken: 1 after the first. */
    long step();

    /**
     * The objective's value that the last step saw: an estimate at the point where that step began, or, of a method that
     * searches along a line, the value where it ended.
     */
    double value();

    /** The gradient that belongs to {@link #value}: length d, live, not to be modified or kept. */
    double[] gradient();

    /** Where the last step ended: length d, live, not to be modified or kept. */
    double[] parameters();

    /** Time since the run began, in nanoseconds. */
    long elapsedNanos();

    /** The part of {@link #elapsedNanos} that passed before the run was resumed from a checkpoint; 0 where it was not. */
    default long elapsedBefore() {
        return 0;
    }

    /** The greatest R-hat among what the method watches, when it last looked: 1 where iterates have settled; NaN where it does not look. */
    default double rHat() {
        return Double.NaN;
    }

    /** How much of the steps or of the time allowed is used, whichever is nearer to its end, in [0, 1]; NaN where neither is limited. */
    default double used() {
        return Double.NaN;
    }

    /** Euclidean norm of {@link #gradient}. */
    default double gradientNorm() {
        double sum = 0;
        for (double g : gradient()) {
            sum += g * g;
        }
        return Math.sqrt(sum);
    }
}
