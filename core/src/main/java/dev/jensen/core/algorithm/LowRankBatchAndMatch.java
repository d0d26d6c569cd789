package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.Curvature;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.UphillNormal;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Batch, match, and patch: {@link BatchAndMatch} for a normal whose covariance is diagonal plus low-rank, so that memory and time grow
 * with d and not d² or d³ (Modi, Cai and Saul, "Batch, match, and patch: low-rank approximations for score-based variational
 * inference", AISTATS 2025). Immutable: each method returns another configuration.
 *
 * <p>Each step draws anew. How far it may go, λ, is the paper's (draws · d) / (t + 1) while steps still become shorter, twenty compared
 * with the twenty before. From then on λ falls as k^−0.8 from 1, so that the noise of the draws is averaged out, and the run ends at
 * 0.01; or as soon as, over ten steps, no mean has moved by more than 0.002 standard deviations, and no variance by more than 0.4 %.
 */
public final class LowRankBatchAndMatch implements Steerable<LowRankBatchAndMatch> {
    private static final int MOST_STEPS = 3000;
    private static final int WINDOW = 20;
    private static final double STILL_SHORTER = 0.8;
    private static final double FALL = 0.8;
    private static final double LEAST_LAMBDA = 0.01;
    private static final int DRAWS = 32;
    private static final int FINAL_DRAWS = 2048;
    private static final int MOST_FAILURES = 60;
    private static final int CALM = 10;
    private static final double SMALL_MOVE = 0.002;
    private static final long STEP_STREAM = 2;
    private static final long FINAL_STREAM = 1;

    private final Differentiable target;
    private final int rank;
    private final Optional<double[]> start; // φ
    private final int draws;
    private final Loop loop;

    private LowRankBatchAndMatch(Differentiable target, int rank, Optional<double[]> start, int draws, Loop loop) {
        this.target = target;
        this.rank = rank;
        this.start = start;
        this.draws = draws;
        this.loop = loop;
    }

    /**
     * Begins up to 100 dimensions as {@link BatchAndMatch} does, at what is nearest of independent normals, and in more about the origin with standard deviations
     * of 1; with 32 draws a step.
     *
     * @param rank of what is added to the diagonal, from 1 to d
     */
    public static LowRankBatchAndMatch of(Differentiable target, int rank) {
        LowRankGaussian family = LowRankGaussian.of(target.dimension(), rank); // its checks
        return new LowRankBatchAndMatch(target, family.rank(), Optional.empty(), DRAWS, Loop.endless());
    }

    /**
     * Starts elsewhere.
     *
     * @param mean length d; copied
     * @param deviation of each coordinate, more than 0
     */
    public LowRankBatchAndMatch start(double[] mean, double deviation) {
        double[] phi = LowRankGaussian.of(target.dimension(), rank).initial(mean, deviation);
        return new LowRankBatchAndMatch(target, rank, Optional.of(phi), draws, loop);
    }

    /**
     * Takes another number of draws a step.
     *
     * @param another at least 2
     */
    public LowRankBatchAndMatch draws(int another) {
        if (another < 2) {
            throw new IllegalArgumentException("LowRankBatchAndMatch needs at least 2 draws: " + another);
        }
        return new LowRankBatchAndMatch(target, rank, start, another, loop);
    }

    /** Runs in this loop: with its listeners, its budget and its other ends. */
    public LowRankBatchAndMatch loop(Loop another) {
        return new LowRankBatchAndMatch(target, rank, start, draws, another);
    }

    @Override
    public LowRankBatchAndMatch steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at the start, nor at draws near its centre
     */
    public Fit fit(long seed) {
        LowRankGaussian family = LowRankGaussian.of(target.dimension(), rank);
        double[] from = start.orElseGet(() -> uphill(family, seed));
        new Finite(target, family).requireFinite(family.mean(from));
        Minimum minimum = loop.maximumSteps(MOST_STEPS).eachStepTakes(draws).run(new Steps(family, from, seed));
        double[] phi = minimum.point();
        Estimate elbo =
                Elbo.estimatePossible(target, family, phi, FINAL_DRAWS, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        Origin origin = new Origin("LowRankBatchAndMatch", seed, minimum.ending(), minimum.steps(), minimum.trace());
        return Judging.judged(new Fit(target, family, phi, elbo, origin));
    }

    private double[] uphill(LowRankGaussian family, long seed) {
        double[] point = UphillNormal.finitePoint(target, seed);
        Optional<FittedNormal> normal = Curvature.isAffordable(family.dimension())
                ? UphillNormal.of(new Watched(target, Long.MAX_VALUE), seed, () -> {})
                : Optional.empty();
        return normal.map(found -> nearest(family, found)).orElseGet(() -> family.initial(point, 1));
    }

    /** Independent coordinates as near to a normal as these come, and beside them factors to begin with. */
    static double[] nearest(LowRankGaussian family, FittedNormal normal) {
        int d = family.dimension();
        double[] independent = MeanFieldGaussian.of(d).nearest(normal.mean(), normal.factor());
        double[] phi = family.initial(normal.mean(), 1);
        for (int k = d; k < phi.length; k++) {
            double logScale = independent[d + k % d];
            phi[k] = k < 2 * d ? phi[k] + logScale : phi[k] * Math.exp(logScale);
        }
        return phi;
    }

    private final class Steps implements Iteration {
        private final LowRankGaussian family;
        private final LowRankMatch match;
        private final Watched watched = new Watched(target, Long.MAX_VALUE);
        private final MonteCarlo noise;
        private final double[] epsilon;
        private final double[] z;
        private final double[] values = new double[draws];
        private final double[] logFamily = new double[draws];
        private final double[] scores;
        private final double[] nothing;
        private double[] phi;
        private LowRankMatch.LowRank normal;
        private double loss = Double.POSITIVE_INFINITY;
        private int failures;
        private int calm;
        private long moves;
        private double before = Double.POSITIVE_INFINITY; // the sum of the moves of the last window
        private double now; // and of this one
        private long averaging; // steps since they no longer became shorter

        Steps(LowRankGaussian family, double[] from, long seed) {
            this.family = family;
            int d = family.dimension();
            match = new LowRankMatch(d, rank);
            noise = MonteCarlo.seed(seed).stream(STEP_STREAM);
            epsilon = new double[draws * family.noiseDimension()];
            z = new double[draws * d];
            scores = new double[draws * d];
            phi = from.clone();
            normal = read();
            nothing = new double[phi.length];
        }

        private LowRankMatch.LowRank read() {
            int d = family.dimension();
            double[] own = new double[d];
            double[][] factor = new double[rank][d];
            for (int i = 0; i < d; i++) {
                own[i] = Math.exp(2 * phi[d + i]);
            }
            for (int k = 0; k < rank; k++) {
                System.arraycopy(phi, (2 + k) * d, factor[k], 0, d);
            }
            return new LowRankMatch.LowRank(family.mean(phi), own, factor);
        }

        private void write() {
            int d = family.dimension();
            System.arraycopy(normal.mean(), 0, phi, 0, d);
            for (int i = 0; i < d; i++) {
                phi[d + i] = 0.5 * Math.log(normal.own()[i]);
            }
            for (int k = 0; k < rank; k++) {
                System.arraycopy(normal.factor()[k], 0, phi, (2 + k) * d, d);
            }
        }

        @Override
        public @Nullable Ending step(long step) {
            int d = family.dimension();
            noise.fill(step, draws, family.noiseDimension(), epsilon);
            family.draw(phi, draws, epsilon, z);
            watched.gradient(draws, z, values, scores);
            family.logDensity(phi, draws, z, logFamily);
            double elbo = 0;
            for (int s = 0; s < draws; s++) {
                elbo += (values[s] - logFamily[s]) / draws;
            }
            loss = -elbo;
            double lambda = averaging > 0 ? Math.pow((double) averaging, -FALL) : (double) draws * d / (moves + 1);
            Optional<LowRankMatch.LowRank> next =
                    elbo > Double.NEGATIVE_INFINITY ? match.step(normal, draws, z, scores, lambda) : Optional.empty();
            if (next.isEmpty()) {
                return shrunk();
            }
            double move = 0;
            for (int i = 0; i < d; i++) {
                double before = normal.variance(i);
                double shift = Math.abs(next.get().mean()[i] - normal.mean()[i]) / Math.sqrt(before);
                double growth = 0.5 * Math.abs(Math.log(next.get().variance(i) / before));
                move = Math.max(move, Math.max(shift, growth));
            }
            moves++;
            normal = next.get();
            write();
            calm = move <= SMALL_MOVE * Math.min(1, lambda) ? calm + 1 : 0;
            watch(move);
            return calm == CALM || lambda <= LEAST_LAMBDA ? Ending.CONVERGED : null;
        }

        private void watch(double move) {
            if (averaging > 0) {
                averaging++;
                return;
            }
            now += move;
            if (moves % WINDOW == 0) {
                averaging = now > STILL_SHORTER * before ? 1 : 0;
                before = now;
                now = 0;
            }
        }

        /** Draws nearer the centre where some have no density. */
        private @Nullable Ending shrunk() {
            if (++failures > MOST_FAILURES) {
                throw new IllegalArgumentException(
                        "log p̃ is not finite at draws about the start, however narrow: begin elsewhere");
            }
            for (int i = family.dimension(); i < phi.length; i++) {
                phi[i] = i < 2 * family.dimension() ? phi[i] + Math.log(0.5) : 0.5 * phi[i];
            }
            normal = read();
            return null;
        }

        @Override
        public double value() {
            return loss;
        }

        @Override
        public double[] gradient() {
            return nothing;
        }

        @Override
        public double[] parameters() {
            return phi;
        }
    }
}
