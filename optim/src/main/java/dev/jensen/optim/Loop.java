package dev.jensen.optim;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What every iterative method needs around its step, written once: progress, trace, stopping, cancelling, a wall-clock
 * budget, and an end to the run where a number is not finite. Immutable: each method returns another loop.
 *
 * <p>An interrupt of the thread ends a run as {@link Ending#CANCELLED} and leaves the thread's interrupt status set.
 */
public final class Loop {
    private static final Loop ENDLESS = new Loop(null, progress -> {});

    private final @Nullable Stop stop;
    private final Listener listener;

    private Loop(@Nullable Stop stop, Listener listener) {
        this.stop = stop;
        this.listener = listener;
    }

    /** A loop that nothing ends but the method itself or an interrupt of the thread. */
    public static Loop endless() {
        return ENDLESS;
    }

    /** Ends also where {@code another} says so. */
    public Loop stop(Stop another) {
        return new Loop(stop == null ? another : stop.or(another), listener);
    }

    /** Shows every step also to {@code another}. */
    public Loop listen(Listener another) {
        Listener before = listener;
        return new Loop(
                stop,
                this == ENDLESS
                        ? another
                        : progress -> {
                            before.step(progress);
                            another.step(progress);
                        });
    }

    /** Ends after {@code steps} steps, with {@link Ending#STEP_LIMIT}. */
    public Loop maximumSteps(long steps) {
        return stop(Stop.afterSteps(steps));
    }

    /** Ends with the first step that is over after {@code time}, with {@link Ending#BUDGET_SPENT}. */
    public Loop budget(Duration time) {
        return stop(Stop.afterTime(time));
    }

    /** Ends with the first step after which {@code cancelled} is true, with {@link Ending#CANCELLED}. */
    public Loop cancel(BooleanSupplier cancelled) {
        return stop(Stop.onCancel(cancelled));
    }

    /** Whether anything was given that can end a run. */
    boolean hasEnd() {
        return stop != null;
    }

    /** Begins a run, with no step taken yet. */
    public Run start(Iteration iteration) {
        return new Run(iteration, stop == null ? progress -> null : stop.start(), listener);
    }

    /**
     * Runs to the end. At least one step is taken.
     *
     * @throws NonFiniteException at the first number that is not finite; it keeps the best parameters so far
     */
    public Minimum run(Iteration iteration) {
        return start(iteration).finish();
    }
}
