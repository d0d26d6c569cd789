package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.NaturalSteps;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.algorithm.normal.StartingPoints;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Loop;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts for a climb of the ELBO: a {@link Race} from one random point after the other, and the family's best match of the normal that
 * leads. Four points, and as long as their ends differ and {@linkplain Race#mayEndElsewhere further ones may end elsewhere} up to 96:
 * in turn random ones from farther off, and the leader's place with a third of its coordinates moved.
 */
public final class StartingRaces {
    private static final int FEWEST_STARTS = 4;
    private static final int MOST_STARTS = 96;
    private static final long MOST_GRADIENTS = 40_000; // after which no further race begins
    private static final double RADIUS = 2;
    private static final double FAR = 4;
    private static final double SCALE = 0.1;
    private static final double COMPARABLE = 4.6; // nats: a hundredth of the mass
    private static final int DRAWS = 1024;

    private final Watched target;
    private final Variables variables;
    private final AffineFamily family;
    private final StartingPoints points;
    private final Race race;
    private List<NaturalSteps.Position> finished = List.of();
    private int started;
    private double @Nullable [] lead;

    /** Prepares races from points about a centre, length d. */
    public StartingRaces(Differentiable target, AffineFamily family, double[] centre, long seed) {
        this.target = new Watched(target, Long.MAX_VALUE);
        this.variables = Variables.of(target);
        this.family = family;
        Heartbeat heart = Heartbeat.about(FittedNormal.about(centre, SCALE), this.target, Loop.endless());
        race = new Race(this.target, heart, new MomentMatched(new ScrambledSobol(seed, 12)), seed);
        points = new StartingPoints(this.target, centre, seed * 31 + 1);
    }

    long gradients() {
        return target.gradients();
    }

    /** Returns whether there is a further start worth a race. */
    public boolean hasNext() {
        return started < FEWEST_STARTS
                || (started < MOST_STARTS && target.gradients() < MOST_GRADIENTS && race.mayEndElsewhere());
    }

    /** Runs from the next point, and returns the leader's match. */
    public Optional<double[]> next() {
        double[] place = lead;
        double[] from = started < FEWEST_STARTS
                ? points.about(RADIUS)
                : place == null || started % 2 == 0 ? points.about(FAR) : points.kicked(place, FAR);
        finished = started++ < FEWEST_STARTS ? race.from(List.of(from)) : race.alsoFrom(List.of(from));
        if (finished.isEmpty() || finished.get(0).isRunningAway()) {
            return Optional.empty();
        }
        FittedNormal leader = finished.get(0).normal();
        lead = leader.mean();
        return Optional.of(family.nearest(leader.mean(), leader.factor()));
    }

    /**
     * Says where races ended far from a fit and with an ELBO that is nearly as good, or better: at a mode for which the fit does not stand.
     *
     * @param phi the fit's parameters
     * @param elbo the fit's, in nats
     */
    public Optional<String> elsewhere(double[] phi, double elbo) {
        double[] mean = family.mean(phi);
        double far = 3 + Math.sqrt(mean.length);
        for (NaturalSteps.Position other : finished) { // the best first
            double[] there = other.normal().mean();
            if (!other.isRunningAway() && other.normal().distanceTo(mean) > far) {
                double[] match = family.nearest(there, other.normal().factor());
                double lower = elbo
                        - Elbo.estimatePossible(target, family, match, DRAWS, MonteCarlo.seed(1))
                                .value();
                if (lower < COMPARABLE) {
                    Coordinates.Moved moved = Coordinates.moved(variables, mean, there);
                    return Optional.of(String.format(
                            Locale.US,
                            "other starts ended elsewhere, about %s = %.4g where q has %.4g, with an ELBO only %.1f nats lower:"
                                    + " q stands for a part of the posterior",
                            moved.name(),
                            moved.to(),
                            moved.from(),
                            lower));
                }
            }
        }
        return Optional.empty();
    }
}
