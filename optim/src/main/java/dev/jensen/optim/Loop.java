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
    private static final Loop ENDLESS =
            new Loop(null, progress -> {}, null, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private final @Nullable Stop stop;
    private final Listener listener;
    private final @Nullable Checkpoints checkpoints;
    private final long mostSteps;
    private final long mostNanos;
    private final long mostGradients;

    private Loop(
            @Nullable Stop stop,
            Listener listener,
            @Nullable Checkpoints checkpoints,
            long mostSteps,
            long mostNanos,
            long mostGradients) {
        this.stop = stop;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.mostSteps = mostSteps;
        this.mostNanos = mostNanos;
        this.mostGradients = mostGradients;
    }

    /** A loop that nothing ends but the method itself or an interrupt of the thread. */
    public static Loop endless() {
        return ENDLESS;
    }

    /** Ends also where {@code another} says so. */
    public Loop stop(Stop another) {
        return new Loop(
                stop == null ? another : stop.or(another), listener, checkpoints, mostSteps, mostNanos, mostGradients);
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
                        },
                checkpoints,
                mostSteps,
                mostNanos,
                mostGradients);
    }

    /** Ends after {@code steps} steps, with {@link Ending#STEP_LIMIT}. */
    public Loop maximumSteps(long steps) {
        Loop limited = stop(Stop.afterSteps(steps));
        return new Loop(limited.stop, listener, checkpoints, Math.min(steps, mostSteps), mostNanos, mostGradients);
    }

    /** Ends with the first step that is over after {@code time}, with {@link Ending#BUDGET_SPENT}. */
    public Loop budget(Duration time) {
        Loop limited = stop(Stop.afterTime(time));
        long nanos = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? time.toNanos() : Long.MAX_VALUE;
        return new Loop(limited.stop, listener, checkpoints, mostSteps, Math.min(nanos, mostNanos), mostGradients);
    }

    /**
     * Allows this many gradients to a method that counts them: it ends, with {@link Ending#BUDGET_SPENT}, once they have been taken.
     *
     * @param most at least 1
     */
    public Loop gradients(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("a run needs at least 1 gradient: " + most);
        }
        return new Loop(stop, listener, checkpoints, mostSteps, mostNanos, Math.min(most, mostGradients));
    }

    /** How many gradients are allowed; {@link Long#MAX_VALUE} where nothing was said. */
    public long mostGradients() {
        return mostGradients;
    }

    /** Of a method each of whose steps takes this many gradients: ends with the step that reaches as many as are allowed. */
    public Loop eachStepTakes(long gradients) {
        return mostGradients == Long.MAX_VALUE
                ? this
                : stop(() ->
                        progress -> progress.step() >= (double) mostGradients / gradients ? Ending.BUDGET_SPENT : null);
    }

    /** Ends with the first step after which {@code cancelled} is true, with {@link Ending#CANCELLED}. */
    public Loop cancel(BooleanSupplier cancelled) {
        return stop(Stop.onCancel(cancelled));
    }

    /** Saves snapshots of the run, and begins where the last one was taken. */
    public Loop checkpoints(Checkpoints another) {
        return new Loop(stop, listener, another, mostSteps, mostNanos, mostGradients);
    }

    /** The same loop without checkpoints. */
    public Loop withoutCheckpoints() {
        return checkpoints == null ? this : new Loop(stop, listener, null, mostSteps, mostNanos, mostGradients);
    }

    /** Whether there are checkpoints. */
    public boolean hasCheckpoints() {
        return checkpoints != null;
    }

    /** Whether anything was given that can end a run. */
    boolean hasEnd() {
        return stop != null;
    }

    /** Begins a run, with no step taken yet, or where the last checkpoint was; as {@link #start(Iteration, String)} with the class's name. */
    public Run start(Iteration iteration) {
        return start(
                iteration, iteration.getClass().getName() + " of " + iteration.parameters().length + " parameters");
    }

    /**
     * Begins a run, with no step taken yet, or where the last checkpoint was.
     *
     * @param iteration {@link Resumable} where there are checkpoints
     * @param run what is run, as {@link Checkpoints#start} says
     * @throws IllegalArgumentException if there are checkpoints and the iteration cannot be resumed, or what is kept does not fit
     */
    public Run start(Iteration iteration, String run) {
        Stop.Check check = stop == null ? progress -> null : stop.start();
        if (checkpoints == null) {
            return new Run(iteration, check, listener, null, mostSteps, mostNanos);
        }
        if (!(iteration instanceof Resumable)) {
            throw new IllegalArgumentException(run + " cannot be resumed: leave the checkpoints off");
        }
        Checkpoints.Keeper keeper = checkpoints.start(run);
        Run started = new Run(iteration, check, listener, keeper, mostSteps, mostNanos);
        keeper.latest().ifPresent(started::resume);
        return started;
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
