package dev.jensen.optim;

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
    private final long began = System.nanoTime();
    private long steps;
    private long elapsed;
    private @Nullable Ending ending;

    Run(Iteration iteration, Stop.Check check, Listener listener) {
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
            throw e.during(steps, best);
        }
        steps++;
        elapsed = System.nanoTime() - began;
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
        return ending == null;
    }

    /** Steps until the run is over. */
    public Minimum finish() {
        while (advance()) {}
        Minimum minimum = result();
        LOG.debug("{}", minimum);
        return minimum;
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
    public long elapsedNanos() {
        return elapsed;
    }
}
