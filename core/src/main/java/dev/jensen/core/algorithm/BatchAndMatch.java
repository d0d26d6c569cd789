package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Batch and match: moves a full-rank Gaussian so that its score matches the target's at a batch of its own draws, each step in closed
 * form (Cai, Modi, Pillaud-Vivien, Margossian, Gower, Blei and Saul, "Batch and match: black-box variational inference with a
 * score-based divergence", ICML 2024, algorithm 1). It needs neither a step size nor an ELBO, and tells a quadratic log p̃ in one step.
 * Immutable: each method returns another configuration.
 *
 * <p>The draws stay the same, moment-matched Sobol normals, so that the steps settle at a fixed point, ∇log p̃ of mean 0 and
 * Σ E[∇log p̃ ∇log p̃ᵀ] Σ = Σ, where no mean moves by more than 0.002 standard deviations and no variance by more than 0.4 %. How far
 * a step may go, λ, is the paper's (draws · d) at first, and is halved where steps grow. The fixed point is that of the score-based
 * divergence: it is the ELBO's where the posterior is normal, and near it elsewhere. For many dimensions there is {@link
 * LowRankBatchAndMatch}.
 */
public final class BatchAndMatch implements Steerable<BatchAndMatch> {
    private static final int MOST_STEPS = 100;
    private static final int MOST_SHRINKS = 20;
    private static final double SMALL_MOVE = 0.002;

    private final NormalRun run;

    private BatchAndMatch(NormalRun run) {
        this.run = run;
    }

    /** Begins at the best normal of four short climbs such as {@link Pathfinder}'s, with a power of two of draws: at least 256, and 8 for each dimension. */
    public static BatchAndMatch of(Differentiable target) {
        return new BatchAndMatch(NormalRun.of(target));
    }

    /**
     * Starts from another normal.
     *
     * @param mean length d; copied
     * @param factor d × d, the covariance's Cholesky factor; copied
     */
    public BatchAndMatch start(double[] mean, double[][] factor) {
        return new BatchAndMatch(run.from(mean, factor));
    }

    /**
     * Takes another number of draws.
     *
     * @param another more than d + 1, so that the scores' covariance has full rank
     */
    public BatchAndMatch draws(int another) {
        int d = run.target().dimension();
        if (another < d + 2) {
            throw new IllegalArgumentException("BatchAndMatch in " + d + " dimensions needs at least " + (d + 2)
                    + " draws: " + another + "; with fewer, LowRankBatchAndMatch");
        }
        return new BatchAndMatch(run.withDraws(another));
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public BatchAndMatch loop(Loop another) {
        return new BatchAndMatch(run.in(another));
    }

    @Override
    public BatchAndMatch steer(UnaryOperator<Loop> change) {
        return loop(change.apply(run.loop()));
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at the start, nor at draws near its centre
     */
    public Fit fit(long seed) {
        return run.fit("BatchAndMatch", seed, (target, start, noiseSeed, heart) -> {
            ScoreMatch match = new ScoreMatch(target, run.draws(), run.noise(noiseSeed, 0, run.draws()));
            return settle(match, first(match, start, target), heart);
        });
    }

    private static ScoreMatch.Look first(ScoreMatch match, FittedNormal start, Watched target) {
        FittedNormal at = start;
        ScoreMatch.Look here = match.look(at);
        for (int k = 0; !here.isFinite() && k < MOST_SHRINKS; k++) {
            at = at.scaledBy(0.5);
            here = match.look(at);
        }
        if (!here.isFinite()) {
            throw NormalRun.nowhere(target);
        }
        return here;
    }

    private Ending settle(ScoreMatch match, ScoreMatch.Look first, Heartbeat heart) {
        ScoreMatch.Look here = first;
        Ending ending = Ending.STALLED;
        double lambda = (double) run.draws() * run.target().dimension();
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS && ending != Ending.CONVERGED; step++) {
            heart.now(here.normal(), here.elbo());
            heart.beat();
            Optional<ScoreMatch.Look> there =
                    match.step(here, lambda).map(match::look).filter(ScoreMatch.Look::isFinite);
            if (there.isEmpty()) {
                lambda *= 0.1;
                continue;
            }
            double move = ScoreMatch.move(here.normal(), there.get().normal());
            if (move > before) {
                lambda *= 0.5;
            }
            here = there.get();
            before = move;
            if (move <= SMALL_MOVE * Math.min(1, lambda)) {
                ending = Ending.CONVERGED;
            }
        }
        heart.now(here.normal(), here.elbo());
        return ending;
    }
}
