package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.ImportanceWeights;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Points in ℝᵈ that stand for a posterior under weights. Immutable and thread-safe.
 *
 * <p>Made by an algorithm, for {@link Fit#weightedBy}.
 */
public final class WeightedPoints {
    private final int dimension;
    private final double[] points;
    private final ImportanceWeights weights;
    private final double[] upTo; // sums of weights

    /**
     * Keeps points.
     *
     * @param dimension d
     * @param points one after the other, taken over
     * @param weights one for each point
     */
    public WeightedPoints(int dimension, double[] points, ImportanceWeights weights) {
        if (points.length != dimension * weights.count()) {
            throw new IllegalArgumentException(
                    points.length + " numbers are not " + weights.count() + " points of " + dimension + " dimensions");
        }
        this.dimension = dimension;
        this.points = points;
        this.weights = weights;
        upTo = weights.weights();
        for (int s = 1; s < upTo.length; s++) {
            upTo[s] += upTo[s - 1];
        }
    }

    /** Returns the weights. */
    public ImportanceWeights weights() {
        return weights;
    }

    /** Returns the points, a new array. */
    public double[] points() {
        return points.clone();
    }

    /** Draws points independently, each as often as its weight says. */
    double[] resampled(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[Math.multiplyExact(count, dimension)];
        for (int s = 0; s < count; s++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            int chosen = found >= 0 ? found + 1 : -found - 1; // a point of weight 0 never is
            System.arraycopy(points, Math.min(chosen, upTo.length - 1) * dimension, drawn, s * dimension, dimension);
        }
        return drawn;
    }
}
