package dev.jensen.core.algorithm.normal;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.noise.ScrambledSobol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where an algorithm begins that moves one normal and was not told where: four climbs from random points about the origin, and of the Gaussians along their
 * ways and Laplace's at the highest end the one with the best ELBO. Some 200 gradients.
 */
public final class UphillNormal {
    private static final int WAYS = 4;
    private static final double RADIUS = 2;
    private static final int PATH_DRAWS = 16;
    private static final int JUDGING_DRAWS = 128;

    private UphillNormal() {}

    /** A point where log p̃ is finite, the origin if that is, for what is needed before anything else. */
    public static double[] finitePoint(Differentiable target, long seed) {
        double[] origin = new double[target.dimension()];
        return isFinite(target, origin) ? origin : new StartingPoints(target, origin, seed).about(RADIUS);
    }

    private static boolean isFinite(Differentiable target, double[] point) {
        double[] value = new double[1];
        target.logDensity(1, point, value);
        return Math.abs(value[0]) < Double.POSITIVE_INFINITY;
    }

    /**
     * Climbs, and chooses.
     *
     * @param beat after every step
     * @return nothing where no Gaussian has a finite ELBO
     */
    public static Optional<FittedNormal> of(Watched target, long seed, Runnable beat) {
        int d = target.dimension();
        StartingPoints points = new StartingPoints(target, new double[d], seed);
        ScrambledSobol sobol = new ScrambledSobol(seed, 14);
        double[] pathNoise = new double[PATH_DRAWS * d];
        sobol.fill(0, PATH_DRAWS, d, pathNoise);
        double[] judging = new double[JUDGING_DRAWS * d];
        sobol.fill(1, JUDGING_DRAWS, d, judging);
        List<Candidate> candidates = new ArrayList<>();
        double[] highest = new double[d];
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < WAYS; k++) {
            double[] start = points.about(RADIUS);
            if (!isFinite(target, start)) {
                continue;
            }
            Ascent ascent = Ascent.from(start, target, beat);
            Optional<Candidate> found = ascent.best(target, PATH_DRAWS, pathNoise)
                    .map(one -> Candidate.of(one.normal(), target, JUDGING_DRAWS, judging))
                    .filter(Candidate::isFinite);
            if (found.isPresent() && found.get().elbo() > best) {
                best = found.get().elbo();
                highest = ascent.end();
            }
            found.ifPresent(candidates::add);
        }
        if (Curvature.isAffordable(d) && !candidates.isEmpty()) {
            double[] end = highest;
            Curvature.covarianceFactor(target, end)
                    .map(factor -> Candidate.of(new FittedNormal(end, factor), target, JUDGING_DRAWS, judging))
                    .filter(Candidate::isFinite)
                    .ifPresent(candidates::add);
        }
        return candidates.stream()
                .max(Comparator.comparingDouble(Candidate::elbo))
                .map(Candidate::normal);
    }
}
