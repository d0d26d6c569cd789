package dev.jensen.models.report;

import java.util.Arrays;

/**
 * Data beside data that the fitted model would make: the histogram of the data, and for each bin where nine tenths of the replications lie. A
 * bar outside its band is something that the model does not know.
 */
public final class PredictivePlot {
    private static final int MOST_BINS = 40;

    private PredictivePlot() {}

    /**
     * Draws a posterior predictive check.
     *
     * @param name of the data
     * @param observed n numbers, finite, not all equal
     * @param replicated at least 2 replications, each of n numbers
     * @throws IllegalArgumentException if a number is not finite, a replication has another length, or there are too few
     */
    public static Plot of(String name, double[] observed, double[][] replicated) {
        require(name, observed, replicated);
        double[] range = range(observed, replicated);
        boolean isCount = Arrays.stream(observed).allMatch(v -> v == Math.rint(v))
                && range[1] - range[0] <= MOST_BINS
                && Arrays.stream(replicated).flatMapToDouble(Arrays::stream).allMatch(v -> v == Math.rint(v));
        double from = isCount ? range[0] - 0.5 : range[0];
        int bins = isCount
                ? (int) (range[1] - range[0]) + 1
                : (int) Math.max(8, Math.min(MOST_BINS, 2 * Math.sqrt(observed.length)));
        double width = isCount ? 1 : (range[1] - range[0]) / bins;
        double[][] densities = new double[replicated.length][];
        for (int r = 0; r < replicated.length; r++) {
            densities[r] = shares(replicated[r], from, width, bins);
        }
        double[] low = new double[2 * bins];
        double[] high = new double[2 * bins];
        double[] middle = new double[2 * bins];
        double[] x = new double[2 * bins];
        double[] column = new double[replicated.length];
        for (int k = 0; k < bins; k++) {
            int bin = k;
            Arrays.setAll(column, r -> densities[r][bin]);
            Arrays.sort(column);
            for (int side = 0; side < 2; side++) {
                x[2 * k + side] = from + (k + side) * width;
                low[2 * k + side] = column[(int) (0.05 * (column.length - 1))];
                middle[2 * k + side] = column[(column.length - 1) / 2];
                high[2 * k + side] = column[(int) Math.ceil(0.95 * (column.length - 1))];
            }
        }
        Histogram histogram = new Histogram(from, width, shares(observed, from, width, bins));
        return Plot.titled("Posterior predictive check")
                .axes(name, isCount ? "share" : "density")
                .area("data", histogram.outlineX(), histogram.outlineY())
                .band("replications, 5 to 95 %", x, low, high)
                .line("their median", x, middle);
    }

    private static double[] shares(double[] values, double from, double width, int bins) {
        double[] shares = new double[bins];
        for (double value : values) {
            int bin = (int) Math.floor((value - from) / width);
            if (bin >= 0 && bin <= bins) {
                shares[Math.min(bin, bins - 1)] += 1 / (values.length * width);
            }
        }
        return shares;
    }

    /** What the data take up, and the middle 99 % of the replications. */
    private static double[] range(double[] observed, double[][] replicated) {
        double[] all = Arrays.stream(replicated)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        double low = all[(int) (0.005 * (all.length - 1))];
        double high = all[(int) Math.ceil(0.995 * (all.length - 1))];
        return new double[] {
            Math.min(low, Arrays.stream(observed).min().orElseThrow()),
            Math.max(high, Arrays.stream(observed).max().orElseThrow())
        };
    }

    private static void require(String name, double[] observed, double[][] replicated) {
        if (replicated.length < 2 || observed.length < 2) {
            throw new IllegalArgumentException(
                    "a predictive check of \"" + name + "\" needs at least 2 numbers and 2 replications: "
                            + observed.length + " and " + replicated.length);
        }
        requireFinite(name, "observed", observed);
        for (int r = 0; r < replicated.length; r++) {
            if (replicated[r].length != observed.length) {
                throw new IllegalArgumentException("replication " + r + " of \"" + name + "\" has "
                        + replicated[r].length + " numbers, but " + observed.length + " were observed");
            }
            requireFinite(name, "replication " + r, replicated[r]);
        }
        double first = observed[0];
        if (Arrays.stream(observed).allMatch(v -> v == first)
                && Arrays.stream(replicated).flatMapToDouble(Arrays::stream).allMatch(v -> v == first)) {
            throw new IllegalArgumentException(
                    "a predictive check of \"" + name + "\" needs numbers that differ: all are " + first);
        }
    }

    private static void requireFinite(String name, String which, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("a predictive check of \"" + name + "\" needs finite numbers: "
                        + which + " has " + values[i] + " at " + i);
            }
        }
    }
}
