package dev.jensen.core.algorithm.guard;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Run;
import org.jspecify.annotations.Nullable;

/** Lets a {@link Loop}'s budget and cancels have their say in work that has no parameters to show. Thread-safe. */
public final class Beats implements Iteration, AutoCloseable {
    private static final double[] NONE = {};

    private final Run run;

    /** Begins in this loop. */
    public Beats(Loop loop) {
        run = loop.start(this);
    }

    /** Counts a piece of work; returns whether there is to be another. */
    public synchronized boolean goesOn() {
        return run.advance();
    }

    @Override
    public synchronized void close() {
        run.close();
    }

    @Override
    public @Nullable Ending step(long step) {
        return null;
    }

    @Override
    public double value() {
        return 0;
    }

    @Override
    public double[] gradient() {
        return NONE;
    }

    @Override
    public double[] parameters() {
        return NONE;
    }
}
