package dev.jensen.core.algorithm;

import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Loop;
import dev.jensen.optim.schedule.Schedule;
import java.util.function.UnaryOperator;

/**
 * Natural gradients of a conditionally conjugate model (Hoffman, Blei, Wang and Paisley, "Stochastic variational inference", JMLR 14,
 * 2013): the natural parameters η of each law move by a step ρ towards those that are best given the others,
 *
 * <pre>
 *   η ← (1 − ρ) η + ρ η*
 * </pre>
 *
 * <p>which is the gradient of the ELBO in the metric of the family. A step of 1 is {@link CoordinateAscent}. Where a plate shows
 * minibatches, η* is an estimate from some rows, and steps fall as (t + delay)^−forgetting: the laws of choices that were summed out
 * are at their best for these rows, as in the paper. Latents that are rows of such a plate are moved with all rows of their own.
 * Immutable: each method returns another configuration.
 */
public final class ConjugateNaturalGradient implements Steerable<ConjugateNaturalGradient> {
    private static final double DELAY = 1;
    private static final double FORGETTING = 0.7;
    private static final int STEPS = 2000;

    private final Conjugacy model;
    private final Schedule step;
    private final long steps;
    private final Loop loop;

    private ConjugateNaturalGradient(Conjugacy model, Schedule step, long steps, Loop loop) {
        this.model = model;
        this.step = step;
        this.steps = steps;
        this.loop = loop;
    }

    /** Begins with steps (t + 1)^−0.7, 2,000 of them at most. */
    public static ConjugateNaturalGradient of(Conjugacy model) {
        return new ConjugateNaturalGradient(model, Schedule.robbinsMonro(1, DELAY, FORGETTING), STEPS, Loop.endless());
    }

    /**
     * Takes other steps.
     *
     * @param another ρ at step t = 0, 1, …; more than 0 and at most 1
     */
    public ConjugateNaturalGradient step(Schedule another) {
        return new ConjugateNaturalGradient(model, another, steps, loop);
    }

    /**
     * Takes another number of steps, each over all latents.
     *
     * @param most at least 1
     */
    public ConjugateNaturalGradient steps(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("ConjugateNaturalGradient needs at least 1 step: " + most);
        }
        return new ConjugateNaturalGradient(model, step, most, loop);
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public ConjugateNaturalGradient loop(Loop another) {
        return new ConjugateNaturalGradient(model, step, steps, another);
    }

    @Override
    public ConjugateNaturalGradient steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Runs to the end.
     *
     * @param seed of the start and the batches: the same seed gives the same bits
     * @throws IllegalArgumentException if a step is not in (0, 1], or a conditional law is improper: whose
     */
    public Fit fit(long seed) {
        ConjugateIteration iteration = new ConjugateIteration(model, model.start(seed), step);
        if (!model.expected().minibatches().isEmpty()) {
            iteration = iteration.onBatches(seed);
        }
        return iteration.fit("ConjugateNaturalGradient", seed, loop.maximumSteps(steps));
    }
}
