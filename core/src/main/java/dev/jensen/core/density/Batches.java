package dev.jensen.core.density;

/**
 * The batches of one run: a density that is estimated from the rows of the step that the run stands at. For algorithms,
 * which hand it to an estimator once and move it on before each step; nothing is allocated on the way. Used by one run only.
 */
public final class Batches {
    private final Minibatched density;
    private final Epochs epochs;

    Batches(Minibatched density, Epochs epochs) {
        this.density = density;
        this.epochs = epochs;
    }

    /** Returns the density, of the type that made the batches; {@link #moveTo} changes what it sees. */
    public Minibatched density() {
        return density;
    }

    /**
     * Goes to the batch of a step.
     *
     * @param step at least 0
     */
    public void moveTo(long step) {
        epochs.moveTo(step);
    }
}
