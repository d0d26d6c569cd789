package dev.jensen.core.algorithm;

import dev.jensen.optim.NonFiniteException;

/**
 * The ELBO or its gradient is NaN or infinite in the middle of a run. Says at which step and, where the target knows,
 * in which factor, and keeps the best parameters so far.
 */
public final class NonFiniteElboException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    private final NonFiniteException during;

    NonFiniteElboException(String what, NonFiniteException during) {
        this(
                what,
                during,
                "Where this is a true zero of the density, let the variable's support say so; else begin elsewhere or lower"
                        + " the step size");
    }

    /** Of draws that have run off to where there is no density to speak of: the way out is in what is said. */
    static NonFiniteElboException runaway(String what, NonFiniteException during) {
        return new NonFiniteElboException(what, during, "");
    }

    private NonFiniteElboException(String what, NonFiniteException during, String wayOut) {
        super("step " + during.step() + ": " + what
                + (during.hasBest() ? "; bestParameters() keeps the best so far." : "")
                + (wayOut.isEmpty() ? "" : (during.hasBest() ? " " : "; ") + wayOut));
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
