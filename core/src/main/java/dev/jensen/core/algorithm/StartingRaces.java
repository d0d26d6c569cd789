package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Loop;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Starts for a climb of the ELBO: a {@link Race} from one random point after the other, and the family's best match of the normal that
 * leads. Four points; four more, from farther off, where their normals disagree by more than a nat.
 */
final class StartingRaces {
    private static final int STARTS = 4;
    private static final int TRIALS = 50;
    private static final double RADIUS = 2;
    private static final double SCALE = 0.1;
    private static final double SPREAD = 1; // nats

    private final Watched target;
    private final AffineFamily family;
    private final double[] centre;
    private final Race race;
    private final SplittableRandom random;
    private int started;
    private double spread = Double.POSITIVE_INFINITY; // of the ELBOs

    StartingRaces(Differentiable target, AffineFamily family, double[] centre, long seed) {
        this.target = new Watched(target, Long.MAX_VALUE);
        this.family = family;
        this.centre = centre.clone();
        Heartbeat heart = Heartbeat.about(FittedNormal.about(centre, SCALE), this.target, Loop.endless());
        race = new Race(this.target, heart, new MomentMatched(new ScrambledSobol(seed, 12)), seed);
        random = new SplittableRandom(seed * 31 + 1);
    }

    boolean hasNext() {
        return started < STARTS || (started < 2 * STARTS && spread > SPREAD);
    }

    /** Runs from the next point, and returns the leader's match. */
    Optional<double[]> next() {
        double[] from = point(started < STARTS ? RADIUS : 2 * RADIUS);
        started++;
        List<NaturalSteps.Position> finished = race.from(List.of(from));
        if (finished.isEmpty() || finished.get(0).isRunningAway()) {
            return Optional.empty();
        }
        NaturalSteps.Position leader = finished.get(0);
        spread = Math.abs(leader.elbo() - finished.get(finished.size() - 1).elbo());
        return Optional.of(
                family.nearest(leader.normal().mean(), leader.normal().factor()));
    }

    /** A random point where log p̃ is finite, or the centre. */
    private double[] point(double radius) {
        double[] value = new double[1];
        double[] point = new double[centre.length];
        for (int trial = 0; trial < TRIALS; trial++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = centre[i] + radius * (2 * random.nextDouble() - 1);
            }
            target.gradient(1, point, value, new double[point.length]);
            if (value[0] > Double.NEGATIVE_INFINITY) {
                return point;
            }
        }
        return centre.clone();
    }
}
