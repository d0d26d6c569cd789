package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.algorithm.normal.UphillNormal;
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

/** What the algorithms share that move a full-rank normal over fixed, moment-matched draws, {@link NaturalGradient} and {@link BatchAndMatch}. */
record NormalRun(Differentiable target, Optional<FittedNormal> start, int draws, Loop loop) {
    private static final int FEWEST_DRAWS = 256;
    private static final int DRAWS_PER_DIMENSION = 8;
    private static final double NARROW = 0.1;
    private static final int FINAL_DRAWS = 2048;
    private static final long FINAL_STREAM = 1;

    /** From {@link UphillNormal}, with a power of two of draws: at least 256, and 8 for each dimension. */
    static NormalRun of(Differentiable target) {
        int d = target.dimension();
        int draws = Race.powerOfTwo(Math.max(FEWEST_DRAWS, DRAWS_PER_DIMENSION * d));
        return new NormalRun(target, Optional.empty(), draws, Loop.endless());
    }

    NormalRun from(double[] mean, double[][] factor) {
        FullRankGaussian family = FullRankGaussian.of(target.dimension());
        double[] phi = family.parameters(mean, factor); // its checks
        return new NormalRun(target, Optional.of(new FittedNormal(family.mean(phi), family.factor(phi))), draws, loop);
    }

    NormalRun withDraws(int another) {
        return new NormalRun(target, start, another, loop);
    }

    NormalRun in(Loop another) {
        return new NormalRun(target, start, draws, another);
    }

    /** What moves the normal, showing on the way where it is. */
    @FunctionalInterface
    interface Steps {
        /**
         * Moves to the end.
         *
         * @param start where to begin
         * @param seed of the draws
         * @param heart whose parameters are the result's in the end
         */
        Ending run(Watched target, FittedNormal start, long seed, Heartbeat heart);
    }

    /** A set of draws × d, moment-matched. */
    double[] noise(long seed, int set, int count) {
        double[] noise = new double[count * target.dimension()];
        new MomentMatched(new ScrambledSobol(seed, 12)).fill(set, count, target.dimension(), noise);
        return noise;
    }

    Fit fit(String method, long seed, Steps steps) {
        int d = target.dimension();
        FullRankGaussian family = FullRankGaussian.of(d);
        FittedNormal first = start.orElseGet(() -> FittedNormal.about(UphillNormal.finitePoint(target, seed), NARROW));
        new Finite(target, family).requireFinite(first.mean());
        Heartbeat heart = new Heartbeat(family, first, Double.NEGATIVE_INFINITY, loop);
        Ending ending;
        try {
            Watched watched = new Watched(target, loop.mostGradients());
            FittedNormal from = start.orElseGet(() ->
                    UphillNormal.of(watched, seed, heart::beat).orElseGet(() -> FittedNormal.about(first.mean(), 1)));
            ending = steps.run(watched, from, seed, heart);
            heart.beat();
        } catch (CutShort e) {
            ending = e.ending();
        }
        double[] phi = heart.parameters().clone();
        Estimate elbo =
                Elbo.estimatePossible(target, family, phi, FINAL_DRAWS, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        Origin origin =
                new Origin(method, seed, ending, heart.run().step(), heart.end().trace());
        return Judging.judged(new Fit(target, family, phi, elbo, origin));
    }

    /** Of a start about which no draw has a density. */
    static IllegalArgumentException nowhere(Watched target) {
        return new IllegalArgumentException(
                "log p̃ is not finite at draws about the start, however narrow: begin elsewhere, or mend it where "
                        + target.trouble());
    }
}
