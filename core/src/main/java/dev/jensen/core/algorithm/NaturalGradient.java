package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;

/**
 * Natural-gradient variational inference with a full-rank Gaussian: a few {@link NaturalSteps} on fixed, moment-matched Sobol draws,
 * each a Newton step of the ELBO where log p̃ is quadratic. It needs no step size, and a start within some standard deviations of
 * the posterior, such as {@link Pathfinder} finds. Immutable: each method returns another configuration.
 */
public final class NaturalGradient {
    private static final int MOST_STEPS = 50;
    private static final int FEWEST_DRAWS = 256;
    private static final int DRAWS_PER_DIMENSION = 8;
    private static final int FINAL_DRAWS = 2048;
    private static final long FINAL_STREAM = 1;

    private final Differentiable target;
    private final FittedNormal start;
    private final int draws;
    private final Loop loop;

    private NaturalGradient(Differentiable target, FittedNormal start, int draws, Loop loop) {
        this.target = target;
        this.start = start;
        this.draws = draws;
        this.loop = loop;
    }

    /** Begins at the standard normal, with a power of two of draws: at least 256, and 8 for each dimension. */
    public static NaturalGradient of(Differentiable target) {
        int d = target.dimension();
        int draws = Race.powerOfTwo(Math.max(FEWEST_DRAWS, DRAWS_PER_DIMENSION * d));
        return new NaturalGradient(target, FittedNormal.about(new double[d], 1), draws, Loop.endless());
    }

    /**
     * Starts from another normal.
     *
     * @param mean length d; copied
     * @param factor d × d, the covariance's Cholesky factor; copied
     */
    public NaturalGradient start(double[] mean, double[][] factor) {
        FullRankGaussian family = FullRankGaussian.of(target.dimension());
        double[] phi = family.parameters(mean, factor); // its checks
        return new NaturalGradient(target, new FittedNormal(family.mean(phi), family.factor(phi)), draws, loop);
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
        return new NaturalGradient(target, start, another, loop);
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public NaturalGradient loop(Loop another) {
        return new NaturalGradient(target, start, draws, another);
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ is not finite at the start, nor near its centre
     */
    public Fit fit(long seed) {
        int d = target.dimension();
        FullRankGaussian family = FullRankGaussian.of(d);
        new Finite(target, family).requireFinite(start.mean());
        double[] noise = new double[draws * d];
        new MomentMatched(new ScrambledSobol(seed, 12)).fill(0, draws, d, noise);
        Watched watched = new Watched(target, Long.MAX_VALUE);
        Heartbeat heart = new Heartbeat(family, start, Double.NEGATIVE_INFINITY, loop);
        NaturalSteps steps = new NaturalSteps(watched, draws, noise, heart);
        NaturalSteps.Position end;
        Ending ending;
        try {
            end = steps.climb(start, MOST_STEPS)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "log p̃ is not finite at draws about the start, however narrow: begin elsewhere"));
            ending = end.isStationary() ? Ending.CONVERGED : Ending.STALLED;
            heart.beat();
        } catch (CutShort e) {
            ending = e.ending();
        }
        double[] phi = heart.parameters().clone();
        Estimate elbo =
                Elbo.estimatePossible(target, family, phi, FINAL_DRAWS, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        return new Fit(
                target,
                family,
                phi,
                elbo,
                new Origin(
                        "NaturalGradient",
                        seed,
                        ending,
                        heart.run().step(),
                        heart.run().result().trace()));
    }
}
