package dev.jensen.core.algorithm.normal;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From starting points to normals: every start climbs log p̃, the Gaussians along its way and Laplace's at its end compete by ELBO,
 * and the best of each way takes natural-gradient steps. What is nearly the same as one before is left out.
 */
public final class Race {
    private static final int PATH_DRAWS = 16;
    private static final int JUDGING_DRAWS = 128;
    private static final int MOST_STEPS = 8;
    private static final double SAME_VALUE = 1e-3; // nats
    private static final double SAME_PLACE = 0.1; // standard deviations
    private static final double ARTEFACT = 2; // nats
    private static final double NEAR_VALUE = 0.5;
    private static final double NEAR_PLACE = 0.2; // root mean square
    private static final double SLOPE_AT_END = 1e-2;
    private static final double SAME_END_VALUE = 2; // nats, of climbs that need not have converged
    private static final double LIKELY = 0.1;
    private static final double HOPELESS = 5; // nats below the leader

    private static final int CONFIRMING_DRAWS = 2048;
    private static final Comparator<NaturalSteps.Position> BEST_FIRST = Comparator.comparing(
                    NaturalSteps.Position::isRunningAway)
            .thenComparing(NaturalSteps.Position::elbo, Comparator.reverseOrder());

    private final Watched target;
    private final Heartbeat heart;
    private final double[] pathNoise;
    private final double[] judgingNoise;
    private final double[] confirmingNoise;
    private final NaturalSteps steps;
    private final List<Mode> modes = new ArrayList<>();
    private final List<Candidate> runners = new ArrayList<>();
    private final List<NaturalSteps.Position> finished = new ArrayList<>();
    private int started;
    private int nowhere; // ways that led to no normal

    /** Prepares races on the same draws. */
    public Race(Watched target, Heartbeat heart, Noise matched, long seed) {
        this.target = target;
        this.heart = heart;
        int d = target.dimension();
        ScrambledSobol sobol = new ScrambledSobol(seed, 11);
        pathNoise = new double[PATH_DRAWS * d];
        sobol.fill(0, PATH_DRAWS, d, pathNoise);
        judgingNoise = new double[JUDGING_DRAWS * d];
        sobol.fill(1, JUDGING_DRAWS, d, judgingNoise);
        confirmingNoise = new double[CONFIRMING_DRAWS * d];
        sobol.fill(2, CONFIRMING_DRAWS, d, confirmingNoise);
        int draws = powerOfTwo(Math.max(64, 4 * d));
        double[] noise = new double[draws * d];
        matched.fill(0, draws, d, noise);
        steps = new NaturalSteps(target, draws, noise, heart);
    }

    /** Returns the least power of two that is no smaller, but at least 2. */
    public static int powerOfTwo(int least) {
        return Integer.highestOneBit(Math.max(1, least - 1)) << 1;
    }

    /** Runs from more starts, and returns all that have finished, the best first. */
    public List<NaturalSteps.Position> from(List<double[]> starts) {
        return from(starts, Double.NEGATIVE_INFINITY);
    }

    /** The same for further starts, when there is a leader to beat: those hopelessly below it take no steps, or no more. */
    public List<NaturalSteps.Position> alsoFrom(List<double[]> starts) {
        return from(starts, leadersElbo() - HOPELESS);
    }

    private List<NaturalSteps.Position> from(List<double[]> starts, double wanted) {
        started += starts.size();
        for (double[] start : starts) {
            enter(Ascent.from(start, target, heart::beat));
        }
        runners.sort(Comparator.comparingDouble(Candidate::elbo).reversed());
        for (Candidate runner : runners) {
            if (runner.elbo() < wanted) {
                nowhere++;
            } else if (finished.stream().noneMatch(other -> isNear(runner.normal(), runner.elbo(), other))) {
                finish(runner, wanted);
            }
        }
        runners.clear();
        sort();
        return finished;
    }

    /**
     * Whether further starts are likely to end where none has yet: their ends differ, and the chance w(w + 1) / (n(n − 1)), after n
     * starts with w different ends, is above a tenth (Boender and Rinnooy Kan, "Bayesian stopping rules for multistart global
     * optimization methods", Mathematical Programming 37, 1987). A way that leads nowhere counts as an end of its own.
     */
    public boolean mayEndElsewhere() {
        List<NaturalSteps.Position> ends = new ArrayList<>();
        for (NaturalSteps.Position position : finished) {
            if (ends.stream().noneMatch(end -> isSameEnd(position, end))) {
                ends.add(position);
            }
        }
        double w = ends.size() + nowhere;
        return w > 1 && w * (w + 1) > LIKELY * started * (started - 1.0);
    }

    private static boolean isSameEnd(NaturalSteps.Position one, NaturalSteps.Position other) {
        return Math.abs(one.elbo() - other.elbo()) < SAME_END_VALUE
                && other.normal().distanceTo(one.normal().mean()) < 3 + Math.sqrt(one.slope().length);
    }

    private void finish(Candidate runner, double wanted) {
        Optional<NaturalSteps.Position> end = steps.climb(runner.normal(), MOST_STEPS, wanted);
        if (end.isEmpty()) {
            nowhere++;
        } else if (finished.stream()
                .noneMatch(other -> isNear(end.get().normal(), end.get().elbo(), other))) {
            finished.add(end.get());
            heart.better(end.get().normal(), end.get().elbo());
        }
        heart.beat();
    }

    private double leadersElbo() {
        return finished.stream()
                .filter(position -> !position.isRunningAway())
                .mapToDouble(NaturalSteps.Position::elbo)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Sorts what has finished, what runs away last, until the first is what it says on draws of its own too, and not an artefact of few draws. */
    private void sort() {
        finished.sort(BEST_FIRST);
        for (int k = 0; k < finished.size(); k++) {
            NaturalSteps.Position first = finished.get(0);
            double elbo = Candidate.of(
                            first.normal(),
                            target,
                            confirmingNoise.length / first.normal().dimension(),
                            confirmingNoise)
                    .elbo();
            if (elbo >= first.elbo() - ARTEFACT) {
                return;
            }
            finished.set(
                    0,
                    new NaturalSteps.Position(
                            first.normal(),
                            elbo,
                            first.slope(),
                            first.curvature(),
                            first.directions(),
                            first.whitened()));
            finished.sort(BEST_FIRST);
        }
    }

    private static boolean isNear(FittedNormal normal, double elbo, NaturalSteps.Position other) {
        double distance = other.normal().distanceTo(normal.mean()) / Math.sqrt(normal.dimension());
        return distance < NEAR_PLACE && elbo - other.elbo() < NEAR_VALUE;
    }

    /** Lets the best Gaussian of a way enter, unless the way ended where another did. */
    private void enter(Ascent ascent) {
        double[] end = ascent.end();
        for (Mode mode : modes) {
            boolean same = Math.abs(value(end) - value(mode.point())) < SAME_VALUE
                    && new FittedNormal(mode.point(), mode.factor()).distanceTo(end) < SAME_PLACE;
            if (same) {
                return;
            }
        }
        Optional<Candidate> best =
                ascent.best(target, PATH_DRAWS, pathNoise).map(candidate -> judged(candidate.normal()));
        if (isLevel(ascent)) {
            Optional<double[][]> factor = Curvature.covarianceFactor(target, end);
            if (factor.isPresent()) {
                modes.add(new Mode(end, factor.get()));
                Candidate laplace = judged(new FittedNormal(end, factor.get()));
                best = best.filter(path -> path.elbo() >= laplace.elbo()).or(() -> Optional.of(laplace));
            }
        }
        best.filter(Candidate::isFinite).ifPresentOrElse(runners::add, () -> nowhere++);
        best.ifPresent(runner -> heart.better(runner.normal(), runner.elbo()));
        heart.beat();
    }

    private static boolean isLevel(Ascent ascent) {
        double greatest = 0;
        for (double g : ascent.gradients().get(ascent.gradients().size() - 1)) {
            greatest = Math.max(greatest, Math.abs(g));
        }
        return greatest < SLOPE_AT_END * Math.max(1, Math.abs(ascent.value()));
    }

    private double value(double[] point) {
        double[] value = new double[1];
        target.logDensity(1, point, value);
        return value[0];
    }

    private Candidate judged(FittedNormal normal) {
        return Candidate.of(normal, target, JUDGING_DRAWS, judgingNoise);
    }
}
