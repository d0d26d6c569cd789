package dev.jensen.optim;

/** Why a run ended. */
public enum Ending {
    /** A stop found that going on would not help. */
    CONVERGED,
    /** No step along the search direction lowers the value any more, though no stop is satisfied. */
    STALLED,
    /** The number of steps allowed is used up: this says nothing about convergence. */
    STEP_LIMIT,
    /** The time allowed is used up: this says nothing about convergence. */
    BUDGET_SPENT,
    /** Someone asked for the end: a cancel, an interrupt of the thread, Ctrl-C. */
    CANCELLED
}
