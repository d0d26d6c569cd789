package dev.jensen.core.algorithm;

import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Loop;
import dev.jensen.optim.schedule.Schedule;
import java.util.function.UnaryOperator;

/**
 * Coordinate ascent variational inference, or variational message passing (Winn and Bishop, "Variational message passing", JMLR 6, 2005;
 * Blei, Kucukelbir and McAuliffe, "Variational inference: a review for statisticians", JASA 2017, algorithm 1): each latent's law in turn
 * becomes the best one, the others held as they are. It needs a conditionally conjugate model, no step size and no draws, its ELBO never
 * falls, and its fixed point is exact to rounding. Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit fit = CoordinateAscent.of(model.conjugacy()).fit(1);
 * }</pre>
 *
 * <p>q is of the {@link dev.jensen.core.family.NaturalMeanField} of independent latents, a normal vector with its covariance. Where
 * choices were summed out the steps climb the bound that holds them in q, each at its best, and the trace shows it. Different starts,
 * by the seed, may end in different optima of a mixture: see {@link Restarts}.
 */
public final class CoordinateAscent implements Steerable<CoordinateAscent> {
    private static final int MOST_SWEEPS = 10_000;

    private final Conjugacy model;
    private final Loop loop;

    private CoordinateAscent(Conjugacy model, Loop loop) {
        this.model = model;
        this.loop = loop;
    }

    /**
     * Begins.
     *
     * @param model what was found of the model
     */
    public static CoordinateAscent of(Conjugacy model) {
        return new CoordinateAscent(model, Loop.endless());
    }

    /** Runs in this loop, a step of which is a sweep over all latents: with its listeners, its budget and its other ends. */
    public CoordinateAscent loop(Loop another) {
        return new CoordinateAscent(model, another);
    }

    @Override
    public CoordinateAscent steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Runs to the end: until a sweep moves no parameter by more than 1e-9 of itself, or of 1.
     *
     * @param seed of the start: the same seed gives the same bits
     * @throws IllegalArgumentException if a conditional law is improper: whose
     */
    public Fit fit(long seed) {
        ConjugateIteration iteration = new ConjugateIteration(model, model.start(seed), Schedule.constant(1));
        return iteration.fit("CoordinateAscent", seed, loop.maximumSteps(MOST_SWEEPS));
    }
}
