package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.Candidate;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Pathfinder (Zhang, Carpenter, Gelman and Vehtari, "Pathfinder: parallel quasi-Newton variational inference", JMLR 23, 2022): L-BFGS
 * climbs log p̃ from a few random points, and of the Gaussians that its inverse Hessians describe along each way the one with the
 * highest ELBO is kept. The ways run beside each other on the cores, and the result is the same bits on any number of these. The kept ones form a mixture with equal weights, whose draws are weighed against it and Pareto-smoothed.
 * Immutable: each method returns another configuration.
 *
 * <p>One way alone ends in a lesser mode often enough; take several.
 */
public final class Pathfinder implements Steerable<Pathfinder> {
    private static final int PATHS = 4;
    private static final int DRAWS = 4096;
    private static final int ELBO_DRAWS = 25;
    private static final int TRIALS = 100;
    private static final double RADIUS = 2;

    private final Differentiable target;
    private final int paths;
    private final Loop loop;

    private Pathfinder(Differentiable target, int paths, Loop loop) {
        this.target = target;
        this.paths = paths;
        this.loop = loop;
    }

    /** Begins with 4 ways, from points that are uniform between −2 and 2. */
    public static Pathfinder of(Differentiable target) {
        return new Pathfinder(target, PATHS, Loop.endless());
    }

    /**
     * Takes another number of ways.
     *
     * @param another at least 1
     */
    public Pathfinder paths(int another) {
        if (another < 1) {
            throw new IllegalArgumentException("Pathfinder needs at least 1 path: " + another);
        }
        return new Pathfinder(target, another, loop);
    }

    /** Runs in this loop, a step of which is one of L-BFGS: with its listeners, its budget and its other ends. */
    public Pathfinder loop(Loop another) {
        return new Pathfinder(target, paths, another);
    }

    @Override
    public Pathfinder steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Runs to the end. The fit is weighted; its family is the mixture.
     *
     * @param seed of starts and draws: the same seed gives the same bits
     * @throws IllegalArgumentException if no start, or no Gaussian along any way, has a finite log p̃
     */
    public Fit fit(long seed) {
        int d = target.dimension();
        Watched watched = new Watched(target, Long.MAX_VALUE);
        List<double[]> starts = starts(watched, seed);
        new Finite(target, FullRankGaussian.of(d)).requireRightGradient(starts.get(0));
        FittedNormal first = FittedNormal.about(starts.get(0), 0.1);
        Heartbeat heart = Heartbeat.about(first, watched, loop);
        double[] noise = new double[ELBO_DRAWS * d];
        MonteCarlo.seed(seed).fill(0, ELBO_DRAWS, d, noise);
        List<Path> climbed =
                starts.parallelStream().map(start -> climb(start, noise, heart)).toList();
        List<FittedNormal> kept = new ArrayList<>();
        Ending ending = Ending.CONVERGED;
        for (Path path : climbed) {
            path.best().ifPresent(best -> {
                kept.add(best.normal());
                heart.better(best.normal(), best.elbo());
            });
            ending = path.ending() == Ending.CONVERGED ? ending : path.ending();
        }
        if (ending == Ending.CONVERGED) {
            try {
                heart.beat();
            } catch (CutShort e) {
                ending = e.ending();
            }
        }
        if (kept.isEmpty() && ending != Ending.CONVERGED) {
            kept.add(first);
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("no Gaussian along " + paths + " paths has a finite ELBO: "
                    + climbed.get(0).trouble()
                    + ": begin elsewhere, take more paths, or let the variable's support say what is impossible");
        }
        return pooled(watched, kept, seed, ending, heart);
    }

    /** The best Gaussian along a way, and how it ended. */
    private record Path(Optional<Candidate> best, Ending ending, String trouble) {}

    /** Climbs one way, beside others: what is watched is counted together. */
    private Path climb(double[] start, double[] noise, Heartbeat heart) {
        Watched own = new Watched(target, Math.max(1, loop.mostGradients() / paths));
        try {
            Ascent ascent = Ascent.untilCut(start, own, () -> {
                synchronized (heart) {
                    heart.beat();
                }
            });
            Optional<Candidate> best = ascent.best(own, ELBO_DRAWS, noise);
            return new Path(best, ascent.ending(), best.isPresent() ? "" : own.trouble());
        } catch (CutShort e) {
            return new Path(Optional.empty(), e.ending(), "");
        }
    }

    private Fit pooled(Watched watched, List<FittedNormal> kept, long seed, Ending ending, Heartbeat heart) {
        int d = target.dimension();
        MixtureFamily<FullRankGaussian> family = MixtureFamily.of(FullRankGaussian.of(d), kept.size());
        double[] equal = new double[kept.size()];
        Arrays.fill(equal, 1.0 / kept.size());
        double[] phi = family.parameters(
                equal,
                kept.stream()
                        .map(normal -> family.component().parameters(normal.mean(), normal.factor()))
                        .toArray(double[][]::new));
        int share = DRAWS / kept.size();
        int draws = share * kept.size();
        double[] epsilon = new double[share * d];
        double[] part = new double[share * d];
        double[] z = new double[draws * d];
        for (int k = 0; k < kept.size(); k++) {
            new MonteCarlo(seed, 1).fill(k, share, d, epsilon);
            kept.get(k).draw(share, epsilon, part);
            System.arraycopy(part, 0, z, k * share * d, share * d);
        }
        double[] logFamily = new double[draws];
        family.logDensity(phi, draws, z, logFamily);
        double[] own = new double[draws];
        Arrays.fill(own, 1.0 / draws);
        Weighed weighed = Weighed.of(
                        "Pathfinder", watched, Variables.of(target), family, phi, z, logFamily, logFamily, own)
                .orElseThrow(() -> new IllegalArgumentException("log p̃ is not finite at any draw of Pathfinder"));
        Origin origin = new Origin(
                "Pathfinder, " + kept.size() + " paths",
                seed,
                ending,
                heart.run().step(),
                heart.end().trace());
        return new Fit(target, family, phi, weighed.diagnosis().elbo(), origin)
                .weightedBy(weighed.points())
                .judged(
                        Judging.isCutShort(ending)
                                ? Judging.word(origin, weighed.diagnosis(), List.of())
                                : Verdict.ofWeighted(weighed.diagnosis(), List.of(), ""));
    }

    private List<double[]> starts(Watched watched, long seed) {
        int d = target.dimension();
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> starts = new ArrayList<>();
        double[] value = new double[1];
        double[] point = new double[d];
        for (int trial = 0; trial < TRIALS * paths && starts.size() < paths; trial++) {
            for (int i = 0; i < d; i++) {
                point[i] = RADIUS * (2 * random.nextDouble() - 1);
            }
            watched.gradient(1, point, value, new double[d]);
            if (value[0] > Double.NEGATIVE_INFINITY) {
                starts.add(point.clone());
            }
        }
        if (starts.isEmpty()) {
            new Finite(target, FullRankGaussian.of(d)).requireFinite(point);
        }
        return starts;
    }
}
