package dev.jensen.optim;

import org.jspecify.annotations.Nullable;

/**
 * A value, a gradient or an update that is NaN or infinite. Says at which step, and keeps the best parameters so far, so
 * that the work until then is not lost.
 */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final long step;
    private final double[] point;
    private final double @Nullable [] best;

    /**
     * Thrown by an {@link Iteration} or a {@link StochasticObjective}; the loop adds the step and the best so far.
     *
     * @param what what is not finite, as the message begins: {@code "gradient[3] is NaN"}
     * @param point where, length d; copied
     */
    public NonFiniteException(String what, double[] point) {
        this(what, -1, point, null, what);
    }

    private NonFiniteException(String what, long step, double[] point, double @Nullable [] best, String message) {
        super(message);
        this.what = what;
        this.step = step;
        this.point = point.clone();
        this.best = best;
    }

    /** The same, told at which step and what had been found by then. */
    NonFiniteException during(long atStep, BestSoFar soFar) {
        String message = soFar.isEmpty()
                ? "the start: " + what + "; begin where the objective and its gradient are finite"
                : "step " + atStep + ": " + what + "; the parameters of step " + soFar.step() + " (mean value "
                        + soFar.value() + ") are kept in best(). Lower the step size, clip the gradient (ClipNorm), "
                        + "or begin elsewhere";
        NonFiniteException told =
                new NonFiniteException(what, atStep, point, soFar.isEmpty() ? null : soFar.parameters(), message);
        told.initCause(this);
        return told;
    }

    /** What is not finite, without where and when. */
    public String what() {
        return what;
    }

    /** The step, counted from 0; -1 if no loop has said. */
    public long step() {
        return step;
    }

    /** The parameters at which it came up: a new array of length d. */
    public double[] point() {
        return point.clone();
    }

    /** Whether there are {@link #best} parameters: there are none if the very start was not finite. */
    public boolean hasBest() {
        return best != null;
    }

    /**
     * The best parameters so far: a new array of length d, an iterate from the stretch of the run whose mean value was
     * lowest.
     *
     * @throws IllegalStateException if the very start was not finite
     */
    public double[] best() {
        if (best == null) {
            throw new IllegalStateException("no parameters were found before the first non-finite number: " + what);
        }
        return best.clone();
    }
}
