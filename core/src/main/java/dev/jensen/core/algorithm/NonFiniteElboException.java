package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.optim.NonFiniteException;

/**
 * The ELBO or its gradient is NaN or infinite in the middle of a run. Says at which step and, where the target knows,
 * in which factor, and keeps the best parameters so far.
 */
public final class NonFiniteElboException extends ArithmeticException {

    private static final long serialVersionUID = 1L;
    private static final String WAY_OUT =
            "where this is a true zero of the density, let the variable's support say so; else"
                    + " begin elsewhere or lower the step size";

    private final NonFiniteException during;

    NonFiniteElboException(Finite.Explanation explanation, NonFiniteException during) {
        this(explanation.what(), during, explanation.isRunaway() ? "" : WAY_OUT);
    }

    private NonFiniteElboException(String what, NonFiniteException during, String wayOut) {
        super("step " + during.step() + ": " + what
                + (during.hasBest() ? "; bestParameters() keeps the best so far" : "")
                + (wayOut.isEmpty() ? "" : "; " + wayOut));
        this.during = during;
        initCause(during);
    }

    /** Returns the step, counted from 0. */
    public long step() {
        return during.step();
    }

    /** Returns whether there are any {@link #bestParameters}: there are none if the very first step failed. */
    public boolean hasBestParameters() {
        return during.hasBest();
    }

    /**
     * Returns φ from the stretch of the run with the highest mean ELBO, a new array: enough to look at, or to start
     * from.
     *
     * @throws IllegalStateException if the very first step failed
     */
    public double[] bestParameters() {
        return during.best();
    }
}
