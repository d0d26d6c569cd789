package dev.jensen.optim;

import java.util.Optional;

/**
 * Where snapshots of a run are kept, so that a run that was cut off goes on where it was. A value, like a {@link Stop}; its {@link Keeper} belongs to
 * one run. {@code CheckpointFile} of the module {@code dev.jensen.models} keeps them in a file.
 */
@FunctionalInterface
public interface Checkpoints {
    /**
     * Prepares for one run.
     *
     * @param run what is run, in words that tell it from any other: method, target, settings and seed
     * @throws IllegalArgumentException if what is kept is of another run, or damaged
     */
    Keeper start(String run);

    /** Keeps the snapshots of one run. Used by one thread at a time. */
    interface Keeper {
        /** The last snapshot that was saved before this run began, if there is one. */
        Optional<Snapshot> latest();

        /** Whether it is time to save again; asked after every step but the last. */
        boolean isDue(Progress progress);

        /**
         * Saves in place of the snapshot before, which must survive if this fails.
         *
         * @throws java.io.UncheckedIOException if it cannot; the run goes on and logs a warning
         */
        void save(Snapshot snapshot);
    }
}
