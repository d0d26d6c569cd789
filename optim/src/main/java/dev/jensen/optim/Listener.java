package dev.jensen.optim;

/** Is shown every step: a progress display, a log, a recorder. Called on the thread that runs the loop. */
@FunctionalInterface
public interface Listener {
    /**
     * Looks at a step.
     *
     * @param progress valid during the call
     */
    void step(Progress progress);
}
