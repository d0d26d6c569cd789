package dev.jensen.core.algorithm;

import dev.jensen.optim.Ending;

/** Ends a run of several parts from wherever it is: its budget is spent, or someone has asked for the end. */
final class CutShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    CutShort(Ending ending) {
        super(ending.toString(), null, false, false);
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
