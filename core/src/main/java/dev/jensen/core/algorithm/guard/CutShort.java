package dev.jensen.core.algorithm.guard;

import dev.jensen.optim.Ending;

/** Ends a run of several parts from wherever it is: its budget is spent, or someone has asked for the end. */
public final class CutShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    /** Cuts short for this reason. */
    public CutShort(Ending ending) {
        super(ending.toString(), null, false, false);
        this.ending = ending;
    }

    /** Returns why. */
    public Ending ending() {
        return ending;
    }
}
