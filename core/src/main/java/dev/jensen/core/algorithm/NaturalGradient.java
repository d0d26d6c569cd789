package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.NaturalSteps;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.function.UnaryOperator;

/**
 * Natural-gradient variational inference with a full-rank Gaussian: a few {@link NaturalSteps} on fixed, moment-matched Sobol draws,
 * each a Newton step of the ELBO where log p̃ is quadratic. It needs no step size, and begins, unless told otherwise, at the best
 * normal of four short climbs such as {@link Pathfinder}'s. Of conjugate models {@link ConjugateNaturalGradient} moves the laws that belong to them.
 * Immutable: each method returns another configuration.
 */
public final class NaturalGradient implements Steerable<NaturalGradient> {
    private static final int MOST_STEPS = 50;

    private static final int GROWTH = 4;
    private static final int MOST_DRAWS = 8192;
    private static final int FIRST_DRAWS = 64;
    private static final int DRAWS_PER_DIMENSION = 4;
    private static final double SMALL_ERROR = 0.02; // standard deviations

    private final NormalRun run;
    private final int most; // draws

    private NaturalGradient(NormalRun run, int most) {
        this.run = run;
        this.most = most;
    }

    /** Begins uphill of random points, with a power of two of draws: at least 256, and 8 for each dimension. */
    public static NaturalGradient of(Differentiable target) {
        int first = Race.powerOfTwo(Math.max(FIRST_DRAWS, DRAWS_PER_DIMENSION * target.dimension()));
        return new NaturalGradient(NormalRun.of(target).withDraws(first), Math.max(first, MOST_DRAWS));
    }

    /**
     * Starts from another normal.
     *
     * @param mean length d; copied
     * @param factor d × d, the covariance's Cholesky factor; copied
     */
    public NaturalGradient start(double[] mean, double[][] factor) {
        return new NaturalGradient(run.from(mean, factor), most);
    }

    /**
     * Takes another number of draws.
     *
     * @param another at least 2
     */
    public NaturalGradient draws(int another) {
        if (another < 2) {
            throw new IllegalArgumentException("NaturalGradient needs at least 2 draws: " + another);
        }
        return new NaturalGradient(run.withDraws(another), another);
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public NaturalGradient loop(Loop another) {
        return new NaturalGradient(run.in(another), most);
    }

    @Override
    public NaturalGradient steer(UnaryOperator<Loop> change) {
        return loop(change.apply(run.loop()));
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ is not finite at the start, nor near its centre
     */
    public Fit fit(long seed) {
        return run.fit("NaturalGradient", seed, (target, start, noiseSeed, heart) -> {
            FittedNormal at = start;
            for (int draws = run.draws(), set = 0; ; draws *= GROWTH, set++) {
                NaturalSteps steps = new NaturalSteps(target, draws, run.noise(noiseSeed, set, draws), heart);
                NaturalSteps.Position end = steps.climb(at, MOST_STEPS).orElseThrow(() -> NormalRun.nowhere(target));
                boolean isSmall = steps.errors(end).greatest() <= SMALL_ERROR;
                if (draws * GROWTH > most || isSmall) {
                    return end.isStationary() && (isSmall || run.draws() == most) ? Ending.CONVERGED : Ending.STALLED;
                }
                at = end.normal();
                heart.now(at, Double.NEGATIVE_INFINITY); // an ELBO on few draws is too good
            }
        });
    }
}
