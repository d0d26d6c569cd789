package dev.jensen.models.report;

import java.util.Arrays;
import java.util.List;

/**
 * Data beside data that the fitted model would make: the histogram of the data, and for each bin where nine tenths of the replications lie. A
 * bar outside its band is something that the model does not know.
 */
public final class PredictivePlot {
    private static final int MOST_BINS = 40;
    private static final int GRID = 160;
    private static final int MOST_DENSITIES = 200;
    private static final int MOST_ROWS = 120;

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

    /**
     * Draws the density of the data, and at each place where nine tenths of the replications' densities lie.
     *
     * @param name of the data
     * @param observed n numbers, finite, not all equal
     * @param replicated at least 2 replications, each of n numbers
     * @throws IllegalArgumentException if a number is not finite, a replication has another length, or there are too few
     */
    public static Plot densities(String name, double[] observed, double[][] replicated) {
        require(name, observed, replicated);
        double[] range = range(observed, replicated);
        double air = 0.15 * (range[1] - range[0]);
        double[] x = new double[GRID];
        Arrays.setAll(x, i -> range[0] - air + i * (range[1] - range[0] + 2 * air) / (GRID - 1));
        double[][] all = Arrays.stream(replicated)
                .filter(PredictivePlot::varies)
                .limit(MOST_DENSITIES)
                .map(values -> onGrid(KernelDensity.of("a replication of " + name, values), x))
                .toArray(double[][]::new);
        Plot plot = Plot.titled("Data and replications").axes(name, "density");
        if (varies(observed)) {
            plot = plot.line("data", x, onGrid(KernelDensity.of(name, observed), x));
        }
        if (all.length == 0) {
            return plot;
        }
        double[] low = new double[GRID];
        double[] high = new double[GRID];
        double[] column = new double[all.length];
        for (int i = 0; i < GRID; i++) {
            int at = i;
            Arrays.setAll(column, r -> all[r][at]);
            double[] sorted = Arrays.stream(column).sorted().toArray();
            low[i] = sorted[(int) (0.05 * (sorted.length - 1))];
            high[i] = sorted[(int) Math.ceil(0.95 * (sorted.length - 1))];
        }
        return plot.band("replications, 5 to 95 %", x, low, high);
    }

    /** Interpolates between the density's own points; 0 beyond them. */
    private static double[] onGrid(KernelDensity density, double[] x) {
        double[] from = density.x();
        double[] y = new double[x.length];
        int k = 1;
        for (int i = 0; i < x.length; i++) {
            while (k < from.length - 1 && from[k] < x[i]) {
                k++;
            }
            double share = (x[i] - from[k - 1]) / (from[k] - from[k - 1]);
            y[i] = share < 0 || share > 1 ? 0 : density.y()[k - 1] + share * (density.y()[k] - density.y()[k - 1]);
        }
        return y;
    }

    private static boolean varies(double[] values) {
        return Arrays.stream(values).anyMatch(v -> v != values[0]);
    }

    /**
     * Draws a hanging rootogram of counts: bars as long as the root of how often a count was observed hang from the root of how often it is
     * expected, so that a bar that does not reach the axis, or goes below it, is a count that the model makes too often, or too rarely
     * (Kleiber and Zeileis, "Visualizing count data regressions using rootograms", The American Statistician 2016).
     *
     * @param name of the data
     * @param observed whole numbers, not all equal
     * @param replicated at least 2 replications, each of as many whole numbers
     * @throws IllegalArgumentException if a number is not whole, a replication has another length, or there are too few
     */
    public static Plot rootogram(String name, double[] observed, double[][] replicated) {
        require(name, observed, replicated);
        if (!areCounts(observed) || !Arrays.stream(replicated).allMatch(PredictivePlot::areCounts)) {
            throw new IllegalArgumentException(
                    "a rootogram of \"" + name + "\" needs counts: take densities(…) for numbers that are not whole");
        }
        double[] range = range(observed, replicated);
        int from = (int) range[0];
        int count = (int) range[1] - from + 1;
        double[] expected = new double[count];
        double[] own = new double[count];
        for (double value : observed) {
            own[(int) value - from]++;
        }
        for (double[] replication : replicated) {
            for (double value : replication) {
                int k = (int) value - from;
                if (k >= 0 && k < count) {
                    expected[k] += 1.0 / replicated.length;
                }
            }
        }
        double[] x = new double[count];
        double[] root = new double[count];
        double[] barX = new double[3 * count];
        double[] barY = new double[3 * count];
        for (int k = 0; k < count; k++) {
            x[k] = from + k;
            root[k] = Math.sqrt(expected[k]);
            lift(barX, barY, k, x[k], root[k] - Math.sqrt(own[k]), root[k]);
        }
        return Plot.titled("Hanging rootogram")
                .axes(name, "√ frequency")
                .thickLine("data", barX, barY)
                .line("expected", x, root)
                .line("", new double[] {from - 0.5, from + count - 0.5}, new double[] {0, 0})
                .frame(from - 0.5, from + count - 0.5, least(barY) - 0.1, 1.05 * Math.max(most(barY), most(root)));
    }

    private static boolean areCounts(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    }

    /**
     * Draws each number of the data, with where half and nine tenths of its replications lie.
     *
     * @param name of the data
     * @param observed n numbers, finite; at most 120 of them are drawn, evenly chosen
     * @param replicated at least 2 replications, each of n numbers
     * @throws IllegalArgumentException if a number is not finite, a replication has another length, or there are too few
     */
    public static Plot intervals(String name, double[] observed, double[][] replicated) {
        require(name, observed, replicated);
        int shown = Math.min(MOST_ROWS, observed.length);
        double[] x = new double[shown];
        double[] y = new double[shown];
        double[] wideX = new double[3 * shown];
        double[] wideY = new double[3 * shown];
        double[] midX = new double[3 * shown];
        double[] midY = new double[3 * shown];
        double[] column = new double[replicated.length];
        for (int i = 0; i < shown; i++) {
            int row = (int) ((long) i * observed.length / shown);
            Arrays.setAll(column, r -> replicated[r][row]);
            double[] sorted = Arrays.stream(column).sorted().toArray();
            x[i] = row;
            y[i] = observed[row];
            bar(wideX, wideY, i, row, sorted, 0.05);
            bar(midX, midY, i, row, sorted, 0.25);
        }
        double least = Math.min(least(wideY), least(y));
        double most = Math.max(most(wideY), most(y));
        return Plot.titled("Data in their predictive intervals")
                .axes("row", name)
                .line("5 to 95 %", wideX, wideY)
                .thickLine("25 to 75 %", midX, midY)
                .points("data", x, y)
                .frame(-0.5, observed.length - 0.5, least - 0.05 * (most - least), most + 0.05 * (most - least));
    }

    private static double least(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(1);
    }

    private static void bar(double[] x, double[] y, int i, int row, double[] sorted, double tail) {
        int last = sorted.length - 1;
        lift(x, y, i, row, sorted[(int) (tail * last)], sorted[(int) Math.ceil((1 - tail) * last)]);
    }

    /** An upright line, and the pen lifted after it. */
    private static void lift(double[] x, double[] y, int i, double at, double low, double high) {
        x[3 * i] = at;
        x[3 * i + 1] = at;
        x[3 * i + 2] = Double.NaN;
        y[3 * i] = low;
        y[3 * i + 1] = high;
        y[3 * i + 2] = Double.NaN;
    }

    /**
     * Draws what suits the data: of counts a rootogram, else densities; and the intervals of single rows.
     *
     * @throws IllegalArgumentException as the single plots do
     */
    static List<Plot> suitable(String name, double[] observed, double[][] replicated) {
        boolean isCount = areCounts(observed)
                && Arrays.stream(replicated).allMatch(PredictivePlot::areCounts)
                && range(observed, replicated)[1] - range(observed, replicated)[0] <= MOST_BINS;
        Plot whole = isCount ? rootogram(name, observed, replicated) : densities(name, observed, replicated);
        return List.of(whole, intervals(name, observed, replicated));
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
