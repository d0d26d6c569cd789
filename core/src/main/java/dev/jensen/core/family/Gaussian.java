package dev.jensen.core.family;

/** What the Gaussian families share: a constant, the standard density, and the checks of their parameters. */
final class Gaussian {

    /** ½ log 2π. */
    static final double HALF_LOG_2_PI = 0.9189385332046728;

    private Gaussian() {}

    /** Writes log N(x_s; 0, I), nats. */
    static void standardLogDensity(int d, int draws, double[] x, double[] values) {
        for (int s = 0; s < draws; s++) {
            double squares = 0;
            for (int i = s * d; i < (s + 1) * d; i++) {
                squares += x[i] * x[i];
            }
            values[s] = -0.5 * squares - d * HALF_LOG_2_PI;
        }
    }

    static void requireDimension(String family, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException(family + " dimension must be at least 1: " + dimension);
        }
    }

    static void requireMean(String family, double[] mean, int dimension) {
        requireLength(family + " mean", mean, dimension);
        for (int i = 0; i < dimension; i++) {
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException(family + " mean[" + i + "] must be finite: " + mean[i]);
            }
        }
    }

    static void requireScale(String family, double[] scale, int dimension) {
        requireLength(family + " scale", scale, dimension);
        for (int i = 0; i < dimension; i++) {
            requirePositive(family + " scale[" + i + "]", scale[i]);
        }
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive and finite: " + value);
        }
    }

    static void requireLength(String what, double[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException(what + " must have " + length + " entries: " + array.length);
        }
    }
}
