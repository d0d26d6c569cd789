package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.Differentiable;
import java.util.SplittableRandom;

/** Points to climb from, where log p̃ is finite: random ones about a centre, and such as share most with a good place. */
public final class StartingPoints {
    private static final int TRIALS = 50;
    private static final int MOVED = 3; // one coordinate in so many

    private final Differentiable target;
    private final double[] centre;
    private final SplittableRandom random;

    /** Draws points about a centre, length d, where log p̃ is finite. */
    public StartingPoints(Differentiable target, double[] centre, long seed) {
        this.target = target;
        this.centre = centre.clone();
        this.random = new SplittableRandom(seed);
    }

    /** A point that is uniform within a radius about the centre, in each coordinate; the centre where that fails. */
    public double[] about(double radius) {
        double[] point = new double[centre.length];
        for (int trial = 0; trial < TRIALS; trial++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = centre[i] + radius * (2 * random.nextDouble() - 1);
            }
            if (isPossible(point)) {
                return point;
            }
        }
        return centre.clone();
    }

    /**
     * A place, but that about a third of its coordinates are moved, uniformly within a radius: the kick of an iterated local search
     * (Lourenço, Martin and Stützle, "Iterated local search", Handbook of Metaheuristics, 2003).
     */
    public double[] kicked(double[] place, double radius) {
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] point = place.clone();
            for (int i = 0; i < point.length; i++) {
                point[i] += random.nextInt(MOVED) == 0 ? radius * (2 * random.nextDouble() - 1) : 0;
            }
            if (isPossible(point)) {
                return point;
            }
        }
        return place.clone();
    }

    private boolean isPossible(double[] point) {
        double[] value = new double[1];
        target.gradient(1, point, value, new double[point.length]);
        return value[0] > Double.NEGATIVE_INFINITY;
    }
}
