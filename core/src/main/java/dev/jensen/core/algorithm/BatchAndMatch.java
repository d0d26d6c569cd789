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
import java.util.Optional;

/**
 * Batch and match: moves a full-rank Gaussian so that its score matches the target's at a batch of its own draws, each step in closed
 * form (Cai, Modi, Pillaud-Vivien, Margossian, Gower, Blei and Saul, "Batch and match: black-box variational inference with a
 * score-based divergence", ICML 2024, algorithm 1). It needs neither a step size nor an ELBO, and tells a quadratic log p̃ in one step.
 * Immutable: each method returns another configuration.
 *
 * <p>The draws stay the same, moment-matched Sobol normals, so that the steps settle at a fixed point, ∇log p̃ of mean 0 and
 * Σ E[∇log p̃ ∇log p̃ᵀ] Σ = Σ, where no mean moves by more than 0.002 standard deviations and no variance by more than 0.4 %. How far
 * a step may go, λ, is the paper's (draws · d) at first, and is halved where steps grow. The fixed point is that of the score-based
 * divergence: it is the ELBO's where the posterior is normal, and near it elsewhere.
 */
public final class BatchAndMatch {
    private static final int MOST_STEPS = 100;
    private static final int FEWEST_DRAWS = 256;
    private static final int DRAWS_PER_DIMENSION = 8;
    private static final int FINAL_DRAWS = 2048;
    private static final int MOST_SHRINKS = 20;
    private static final double SMALL_MOVE = 0.002;
    private static final long FINAL_STREAM = 1;

    private final Differentiable target;
    private final FittedNormal start;
    private final int draws;
    private final Loop loop;

    private BatchAndMatch(Differentiable target, FittedNormal start, int draws, Loop loop) {
        this.target = target;
        this.start = start;
        this.draws = draws;
        this.loop = loop;
    }

    /** Begins at the standard normal, with a power of two of draws: at least 256, and 8 for each dimension. */
    public static BatchAndMatch of(Differentiable target) {
        int d = target.dimension();
        int draws = Race.powerOfTwo(Math.max(FEWEST_DRAWS, DRAWS_PER_DIMENSION * d));
        return new BatchAndMatch(target, FittedNormal.about(new double[d], 1), draws, Loop.endless());
    }

    /**
     * Starts from another normal.
     *
     * @param mean length d; copied
     * @param factor d × d, the covariance's Cholesky factor; copied
     */
    public BatchAndMatch start(double[] mean, double[][] factor) {
        FullRankGaussian family = FullRankGaussian.of(target.dimension());
        double[] phi = family.parameters(mean, factor); // its checks
        return new BatchAndMatch(target, new FittedNormal(family.mean(phi), family.factor(phi)), draws, loop);
    }

    /**
     * Takes another number of draws.
     *
     * @param another more than d + 1, so that the scores' covariance has full rank
     */
    public BatchAndMatch draws(int another) {
        if (another < target.dimension() + 2) {
            throw new IllegalArgumentException("BatchAndMatch in " + target.dimension() + " dimensions needs at least "
                    + (target.dimension() + 2) + " draws: " + another);
        }
        return new BatchAndMatch(target, start, another, loop);
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public BatchAndMatch loop(Loop another) {
        return new BatchAndMatch(target, start, draws, another);
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at the start, nor at draws near its centre
     */
    public Fit fit(long seed) {
        int d = target.dimension();
        FullRankGaussian family = FullRankGaussian.of(d);
        new Finite(target, family).requireFinite(start.mean());
        double[] noise = new double[draws * d];
        new MomentMatched(new ScrambledSobol(seed, 12)).fill(0, draws, d, noise);
        Watched watched = new Watched(target, Long.MAX_VALUE);
        Heartbeat heart = new Heartbeat(family, start, Double.NEGATIVE_INFINITY, loop);
        ScoreMatch match = new ScoreMatch(watched, draws, noise);
        Ending ending;
        FittedNormal at = start;
        try {
            ScoreMatch.Look here = match.look(at);
            for (int k = 0; !here.isFinite() && k < MOST_SHRINKS; k++) {
                at = at.scaledBy(0.5);
                here = match.look(at);
            }
            if (!here.isFinite()) {
                throw new IllegalArgumentException(
                        "log p̃ is not finite at draws about the start, however narrow: begin elsewhere");
            }
            ending = Ending.STALLED;
            double lambda = (double) draws * d;
            double before = Double.POSITIVE_INFINITY;
            for (int step = 0; step < MOST_STEPS; step++) {
                heart.now(at, here.elbo());
                heart.beat();
                Optional<ScoreMatch.Look> there =
                        match.step(here, lambda).map(match::look).filter(ScoreMatch.Look::isFinite);
                if (there.isEmpty()) {
                    lambda *= 0.1;
                    continue;
                }
                double move = ScoreMatch.move(at, there.get().normal());
                if (move > before) {
                    lambda *= 0.5;
                }
                here = there.get();
                at = here.normal();
                before = move;
                if (move <= SMALL_MOVE * Math.min(1, lambda)) {
                    ending = Ending.CONVERGED;
                    break;
                }
            }
            heart.now(at, here.elbo());
            heart.beat();
        } catch (CutShort e) {
            ending = e.ending();
        }
        double[] phi = family.parameters(at.mean(), at.factor());
        Estimate elbo =
                Elbo.estimatePossible(target, family, phi, FINAL_DRAWS, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        return new Fit(
                target,
                family,
                phi,
                elbo,
                new Origin(
                        "BatchAndMatch",
                        seed,
                        ending,
                        heart.run().step(),
                        heart.run().result().trace()));
    }
}
