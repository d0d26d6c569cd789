package dev.jensen.optim;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a {@link StochasticObjective} step by step, x ← x − rule(gradient). Immutable: each method returns another
 * descent, so one can be kept and varied.
 *
 * <pre>{@code
 * Minimum minimum = Descent.minimise(objective)
 *         .rule(ClipNorm.at(10).then(Adam.at(Schedule.polynomial(0.1, 0.5))))
 *         .average(PolynomialDecay.standard())
 *         .stop(NoImprovement.standard())
 *         .budget(Duration.ofMinutes(5))
 *         .listen(progress -> bar.stepTo(progress.step()))
 *         .from(start);
 * }</pre>
 *
 * A step allocates nothing beyond what the objective, a user's rule or a listener does.
 */
public final class Descent {
    private final StochasticObjective objective;
    private final @Nullable Rule rule;
    private final @Nullable IterateAverage average;
    private final Loop loop;

    private Descent(StochasticObjective objective, @Nullable Rule rule, @Nullable IterateAverage average, Loop loop) {
        this.objective = objective;
        this.rule = rule;
        this.average = average;
        this.loop = loop;
    }

    /** A descent on {@code objective} that still needs a rule and something that ends it. */
    public static Descent minimise(StochasticObjective objective) {
        return new Descent(objective, null, null, Loop.endless());
    }

    /** Steps by {@code newRule}, which includes the step size. */
    public Descent rule(Rule newRule) {
        return new Descent(objective, newRule, average, loop);
    }

    /** Answers with an average of the iterates instead of the last one. */
    public Descent average(IterateAverage newAverage) {
        return new Descent(objective, rule, newAverage, loop);
    }

    /** Runs in {@code newLoop}, which replaces the stops and listeners given before. */
    public Descent loop(Loop newLoop) {
        return new Descent(objective, rule, average, newLoop);
    }

    /** As {@link Loop#stop}. */
    public Descent stop(Stop stop) {
        return loop(loop.stop(stop));
    }

    /** As {@link Loop#listen}. */
    public Descent listen(Listener listener) {
        return loop(loop.listen(listener));
    }

    /** As {@link Loop#maximumSteps}. */
    public Descent maximumSteps(long steps) {
        return loop(loop.maximumSteps(steps));
    }

    /** As {@link Loop#budget}. */
    public Descent budget(Duration time) {
        return loop(loop.budget(time));
    }

    /** As {@link Loop#cancel}. */
    public Descent cancel(BooleanSupplier cancelled) {
        return loop(loop.cancel(cancelled));
    }

    /** As {@link Loop#checkpoints}. */
    public Descent checkpoints(Checkpoints checkpoints) {
        return loop(loop.checkpoints(checkpoints));
    }

    /**
     * Runs to the end.
     *
     * @param start length d, finite; copied
     * @throws NonFiniteException at the first number that is not finite; it keeps the best parameters so far
     */
    public Minimum from(double[] start) {
        if (!loop.hasEnd()) {
            throw new IllegalStateException("nothing would ever end this descent: give it a stop, maximumSteps, "
                    + "a budget or a cancel, or turn it yourself from start(…)");
        }
        return start(start).finish();
    }

    /**
     * Begins a run, with no step taken yet.
     *
     * @param start length d, finite; copied
     */
    public Run start(double[] start) {
        return start(start, "a descent by " + rule + " in " + start.length + " dimensions");
    }

    /**
     * Begins a run, with no step taken yet, or where the last checkpoint was.
     *
     * @param start length d, finite; copied
     * @param run what is run, as {@link Checkpoints#start} says
     */
    public Run start(double[] start, String run) {
        if (rule == null) {
            throw new IllegalStateException("a descent needs a rule, such as rule(Adam.at(0.01))");
        }
        int dimension = objective.dimension();
        if (start.length != dimension) {
            throw new IllegalArgumentException(
                    "start has " + start.length + " numbers, but the objective has dimension " + dimension);
        }
        for (int i = 0; i < dimension; i++) {
            if (!Double.isFinite(start[i])) {
                throw new IllegalArgumentException("start[" + i + "] must be finite: " + start[i]);
            }
        }
        return loop.start(
                new DescentIteration(
                        objective,
                        rule.start(dimension),
                        average == null ? null : average.start(dimension),
                        start.clone()),
                run);
    }
}
