package dev.jensen.optim;

import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a {@link Loop}, step by step: for those who want to turn the loop themselves. Used by one thread at a time. */
public final class Run implements Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Iteration iteration;
    private final Stop.Check check;
    private final Listener listener;
    private final Trace.Recorder recorder = new Trace.Recorder();
    private final BestSoFar best;
    private final Checkpoints.@Nullable Keeper keeper;
    private final long mostSteps;
    private final long mostNanos;
    private final long began = System.nanoTime();
    private long steps;
    private long elapsed;
    private long elapsedBefore;
    private final double[] endingBefore = new double[1]; // of a snapshot: 1 converged, 2 stalled, 0 not over
    private @Nullable Ending ending;

    Run(
            Iteration iteration,
            Stop.Check check,
            Listener listener,
            Checkpoints.@Nullable Keeper keeper,
            long mostSteps,
            long mostNanos) {
        this.mostSteps = mostSteps;
        this.mostNanos = mostNanos;
        this.keeper = keeper;
        this.iteration = iteration;
        this.check = check;
        this.listener = listener;
        this.best = new BestSoFar(iteration.parameters().length);
    }

    /**
     * Takes one step, unless the run is over.
     *
     * @return whether the run goes on
     * @throws NonFiniteException if something non-finite came up
     */
    public boolean advance() {
        if (ending != null) {
            return false;
        }
        best.before(iteration.parameters());
        Ending own;
        try {
            own = iteration.step(steps);
        } catch (NonFiniteException e) {
            check.close();
            throw e.during(steps, best);
        } catch (RuntimeException | Error e) {
            check.close();
            throw e;
        }
        steps++;
        elapsed = elapsedBefore + System.nanoTime() - began;
        best.after(iteration.value());
        recorder.record(iteration.value(), elapsed);
        listener.step(this);
        Ending asked = check.after(this);
        if (own != null) {
            ending = own;
        } else if (asked != null) {
            ending = asked;
        } else if (Thread.currentThread().isInterrupted()) {
            ending = Ending.CANCELLED;
        }
        if (keeper != null && (ending != null || keeper.isDue(this))) {
            save(keeper);
        }
        if (ending != null) {
            check.close();
        }
        return ending == null;
    }

    private void save(Checkpoints.Keeper to) {
        try {
            to.save(snapshot());
        } catch (UncheckedIOException e) {
            LOG.warn("step {}: no checkpoint, and the run goes on: {}", steps, e.getMessage());
        }
    }

    /**
     * Where the run stands: a copy.
     *
     * @throws IllegalStateException if the iteration cannot be resumed
     */
    public Snapshot snapshot() {
        endingBefore[0] = ending == Ending.CONVERGED ? 1 : ending == Ending.STALLED ? 2 : 0;
        double[][] state = state();
        Arrays.setAll(state, i -> state[i].clone());
        return new Snapshot(steps, elapsed, state);
    }

    /**
     * Goes to where a run of the same kind stood, instead of beginning; one that had converged, or has taken all steps allowed, is over.
     *
     * @throws IllegalArgumentException if the snapshot is not of such a run
     * @throws IllegalStateException if the iteration cannot be resumed, or a step has been taken
     */
    void resume(Snapshot snapshot) {
        double[][] state = state();
        double[][] saved = snapshot.state();
        boolean fits = state.length == saved.length;
        for (int i = 0; fits && i < state.length; i++) {
            fits = state[i].length == saved[i].length;
        }
        if (!fits) {
            throw new IllegalArgumentException("the checkpoint's arrays are not those of this run: it was made with"
                    + " another rule, average or stop, or by another version");
        }
        for (int i = 0; i < state.length; i++) {
            System.arraycopy(saved[i], 0, state[i], 0, state[i].length);
        }
        steps = snapshot.steps();
        elapsedBefore = snapshot.elapsedNanos();
        elapsed = elapsedBefore;
        if (endingBefore[0] == 1) {
            ending = Ending.CONVERGED;
        } else if (endingBefore[0] == 2) {
            ending = Ending.STALLED;
        } else if (steps >= mostSteps) {
            ending = Ending.STEP_LIMIT;
        }
        LOG.info("goes on after {} steps", steps);
    }

    private double[][] state() {
        if (!(iteration instanceof Resumable resumable)) {
            throw new IllegalStateException(iteration.getClass().getSimpleName() + " cannot be resumed");
        }
        return Resumable.joined(
                resumable.state(), best.state(), recorder.state(), check.state(), new double[][] {endingBefore});
    }

    /** Steps until the run is over. */
    public Minimum finish() {
        while (advance()) {}
        Minimum minimum = result();
        LOG.debug("{}", minimum);
        return minimum;
    }

    /** Tells what can end the run, such as Ctrl-C, that nobody will advance it any more; need not be called of a run that has ended. */
    public void close() {
        check.close();
    }

    /** The result so far; of a run that is not over its ending is {@link Ending#CANCELLED}. */
    public Minimum result() {
        if (steps == 0) {
            throw new IllegalStateException("no step has been taken yet: call advance() or finish() first");
        }
        return new Minimum(
                iteration.answer(),
                iteration.parameters().clone(),
                best.parameters(),
                iteration.value(),
                ending == null ? Ending.CANCELLED : ending,
                steps,
                recorder.trace());
    }

    @Override
    public long step() {
        return steps;
    }

    @Override
    public double value() {
        return iteration.value();
    }

    @Override
    public double[] gradient() {
        return iteration.gradient();
    }

    @Override
    public double[] parameters() {
        return iteration.parameters();
    }

    @Override
    public double rHat() {
        return iteration.rHat();
    }

    @Override
    public double used() {
        double ofSteps = mostSteps == Long.MAX_VALUE ? Double.NaN : steps / (double) mostSteps;
        double ofTime = mostNanos == Long.MAX_VALUE ? Double.NaN : (elapsed - elapsedBefore) / (double) mostNanos;
        return Double.isNaN(ofSteps) ? ofTime : Double.isNaN(ofTime) ? ofSteps : Math.max(ofSteps, ofTime);
    }

    @Override
    public long elapsedBefore() {
        return elapsedBefore;
    }

    @Override
    public long elapsedNanos() {
        return elapsed;
    }
}
