package dev.jensen.core.divergence;

import java.util.Arrays;

/**
 * The median of the distances between points, a length scale for kernels that needs no choice (Gretton, Borgwardt, Rasch, Schölkopf and
 * Smola, "A kernel two-sample test", JMLR 2012, section 8).
 */
public final class MedianDistance {

    private MedianDistance() {}

    /**
     * Finds the median of the distances between different points; of an even number of them the greater of the middle two.
     *
     * @param count number of points n, at least 2
     * @param dimension d
     * @param points length at least n·d, one point after the other; read only
     * @param squares length at least n(n − 1)/2, overwritten
     * @return the median, in the points' unit; 0 where most of them coincide
     */
    public static double of(int count, int dimension, double[] points, double[] squares) {
        int pairs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                squares[pairs++] = square(points, i, j, dimension);
            }
        }
        Arrays.sort(squares, 0, pairs);
        return Math.sqrt(squares[pairs / 2]);
    }

    private static double square(double[] points, int i, int j, int d) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            double difference = points[i * d + k] - points[j * d + k];
            sum += difference * difference;
        }
        return sum;
    }
}
