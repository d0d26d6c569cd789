package dev.jensen.optim;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When to end a run. Like a {@link Rule}, a stop is a value and its {@link Check} the memory of one run. Ready ones are
 * in {@code dev.jensen.optim.stop}; a user's own is a lambda: {@code Stop.when(p -> p.value() < 1e-3)}.
 */
@FunctionalInterface
public interface Stop {
    /** A fresh check for one run. */
    Check start();

    /** Ends the run, as converged, at the first step of which {@code converged} is true. */
    static Stop when(Predicate<Progress> converged) {
        return () -> progress -> converged.test(progress) ? Ending.CONVERGED : null;
    }

    /**
     * Ends the run after {@code steps} steps, with {@link Ending#STEP_LIMIT}.
     *
     * @param steps at least 1
     */
    static Stop afterSteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("maximum steps must be >= 1: " + steps);
        }
        return () -> progress -> progress.step() >= steps ? Ending.STEP_LIMIT : null;
    }

    /**
     * Ends the run with the first step that is over after {@code time}, with {@link Ending#BUDGET_SPENT}. A run that is resumed has the
     * whole time again.
     *
     * @param time more than none
     */
    static Stop afterTime(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("budget must be > 0: " + time);
        }
        long nanos = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? time.toNanos() : Long.MAX_VALUE;
        return () ->
                progress -> progress.elapsedNanos() - progress.elapsedBefore() >= nanos ? Ending.BUDGET_SPENT : null;
    }

    /** Ends the run with the first step after which {@code cancelled} is true, with {@link Ending#CANCELLED}. */
    static Stop onCancel(BooleanSupplier cancelled) {
        return () -> progress -> cancelled.getAsBoolean() ? Ending.CANCELLED : null;
    }

    /** Ends the run as soon as this stop or {@code other} does; of two at the same step this one names the ending. */
    default Stop or(Stop other) {
        return () -> {
            Check mine = start();
            Check theirs = other.start();
            return new Check() {
                @Override
                public @Nullable Ending after(Progress progress) {
                    // Both see every step: a stop that compares windows must not miss one.
                    Ending a = mine.after(progress);
                    Ending b = theirs.after(progress);
                    return a != null ? a : b;
                }

                @Override
                public double[][] state() {
                    return Resumable.joined(mine.state(), theirs.state());
                }

                @Override
                public void close() {
                    mine.close();
                    theirs.close();
                }
            };
        };
    }

    /** A stop in the middle of one run. */
    @FunctionalInterface
    interface Check {
        /**
         * Whether the run ends here. Called once after every step.
         *
         * @param progress valid during the call
         * @return why the run ends, or null to go on
         */
        @Nullable
        Ending after(Progress progress);

        /**
         * What the check remembers, as {@link Resumable#state} says; nothing unless it says otherwise. A check that remembers something and does
         * not say so begins anew when a run is resumed.
         */
        default double[][] state() {
            return new double[0][];
        }

        /** Called when the run is over, however it ended, perhaps more than once; does nothing unless the check says otherwise. */
        default void close() {}
    }
}
