package dev.jensen.models.report;

import dev.jensen.core.fit.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Intervals below each other: a line from the 5 % to the 95 % quantile of each component, a thick one between the quartiles, and the median. */
public final class ForestPlot {
    private static final int MOST = 40;

    private ForestPlot() {}

    /** Draws the components of a summary, the first 40 where there are more; see {@link Summary#only}. */
    public static Plot of(Summary summary) {
        return of("", summary.rows());
    }

    /**
     * Draws rows, the first on top.
     *
     * @param title of the plot
     * @param all of a summary; at least 1, the first 40 are shown
     * @throws IllegalArgumentException if there are none
     */
    public static Plot of(String title, List<Summary.Row> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a forest plot needs at least 1 component");
        }
        List<Summary.Row> rows = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
        Collections.reverse(rows);
        int n = rows.size();
        double[] wideX = new double[3 * n];
        double[] thickX = new double[3 * n];
        double[] y = new double[3 * n];
        double[] medians = new double[n];
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            Summary.Row row = rows.get(i);
            set(wideX, i, row.q5(), row.q95());
            set(thickX, i, row.q25(), row.q75());
            set(y, i, i, i);
            medians[i] = row.median();
            at[i] = i;
        }
        double[] bounds = bounds(rows);
        return Plot.titled(title)
                .rows(rows.stream().map(Summary.Row::name).toList())
                .line("5 to 95 %", wideX, y)
                .thickLine("5 to 95 %", thickX, y)
                .points("median", medians, at)
                .frame(bounds[0], bounds[1], -0.7, n - 0.3);
    }

    private static void set(double[] values, int i, double from, double to) {
        values[3 * i] = from;
        values[3 * i + 1] = to;
        values[3 * i + 2] = Double.NaN;
    }

    private static double[] bounds(List<Summary.Row> rows) {
        double low = rows.stream().mapToDouble(Summary.Row::q5).min().orElseThrow();
        double high = rows.stream().mapToDouble(Summary.Row::q95).max().orElseThrow();
        double air = high > low ? 0.04 * (high - low) : 1;
        return new double[] {low - air, high + air};
    }
}
