package dev.jensen.models.report;

import java.util.Arrays;

/**
 * Shares of values in bins of equal width, as densities: the areas sum to 1.
 *
 * @param from where the first bin begins
 * @param width of a bin
 * @param density share over width, of each bin
 */
record Histogram(double from, double width, double[] density) {

    /**
     * Counts.
     *
     * @throws IllegalArgumentException naming what is drawn, if there are no bins, a value is not finite, or all are equal
     */
    static Histogram of(String name, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram of \"" + name + "\" needs at least 1 bin: " + bins);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "a histogram of \"" + name + "\" needs finite values: value " + i + " is " + values[i]);
            }
        }
        double least = Arrays.stream(values).min().orElse(Double.NaN);
        double most = Arrays.stream(values).max().orElse(Double.NaN);
        double width = (most - least) / bins;
        if (!(width > 0)) {
            throw new IllegalArgumentException("a histogram of \"" + name + "\" needs values that differ: "
                    + (values.length == 0 ? "there are none" : "all " + values.length + " are " + least));
        }
        double[] density = new double[bins];
        for (double value : values) {
            density[Math.min(bins - 1, (int) ((value - least) / width))] += 1 / (values.length * width);
        }
        return new Histogram(least, width, density);
    }

    /** Abscissas of the outline, from the axis around and back to it. */
    double[] outlineX() {
        double[] x = new double[2 * density.length + 2];
        for (int k = 0; k <= density.length; k++) {
            x[2 * k] = from + k * width;
            x[2 * k + 1] = x[2 * k];
        }
        return x;
    }

    /** Ordinates of the outline. */
    double[] outlineY() {
        double[] y = new double[2 * density.length + 2];
        for (int k = 0; k < density.length; k++) {
            y[2 * k + 1] = density[k];
            y[2 * k + 2] = density[k];
        }
        return y;
    }
}
