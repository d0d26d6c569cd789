package dev.jensen.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Data beside replications, by test quantities (Gelman, Meng and Stern, "Posterior predictive assessment of model fitness via realized
 * discrepancies", Statistica Sinica 1996). A quantity that the model was fitted to, such as the mean of a normal, is always right; those
 * that tell something are others. Prints as a table.
 *
 * @param rows a line for each observation and quantity
 */
public record PredictiveCheck(List<Row> rows) {
    private static final double ODD = 0.025;

    /**
     * A test quantity.
     *
     * @param observation whose
     * @param quantity its name
     * @param observed its value in the data
     * @param mean over the replications
     * @param q5 5 % quantile of the replications
     * @param q95 95 % quantile of the replications
     * @param tail the posterior predictive p-value: the share of replications with a greater value, and half of those with the same
     */
    public record Row(
            String observation, String quantity, double observed, double mean, double q5, double q95, double tail) {
        static Row of(String observation, String quantity, double observed, double[] replicated) {
            double[] sorted = Arrays.stream(replicated).sorted().toArray();
            double mean = Arrays.stream(replicated).average().orElse(Double.NaN);
            double tail = Arrays.stream(replicated)
                    .map(v -> v > observed ? 1 : v == observed ? 0.5 : 0)
                    .average()
                    .orElse(Double.NaN);
            return new Row(observation, quantity, observed, mean, quantile(sorted, 0.05), quantile(sorted, 0.95), tail);
        }

        private static double quantile(double[] sorted, double p) {
            double position = p * (sorted.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }

        /** Returns whether fewer than 2.5 % of the replications lie on one side of the data. */
        public boolean isOdd() {
            return !(Math.min(tail, 1 - tail) >= ODD);
        }
    }

    /** Copies the list. */
    public PredictiveCheck {
        rows = List.copyOf(rows);
    }

    /**
     * Returns a line.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Row row(String observation, String quantity) {
        return rows.stream()
                .filter(row ->
                        row.observation().equals(observation) && row.quantity().equals(quantity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no \"" + quantity + "\" of \"" + observation
                        + "\" was checked: there are "
                        + rows.stream()
                                .map(row -> row.quantity() + " of " + row.observation())
                                .toList()));
    }

    /** Returns the lines whose quantity the model hardly ever makes. */
    public List<Row> odd() {
        return rows.stream().filter(Row::isOdd).toList();
    }

    /** Returns the table, and the quantities that the model does not make. */
    @Override
    public String toString() {
        int width = rows.stream().mapToInt(row -> label(row).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(" ".repeat(width))
                .append("        data  replications          5%         95%   p-value\n");
        for (Row row : rows) {
            text.append(label(row))
                    .append(" ".repeat(width - label(row).length()))
                    .append(String.format(
                            Locale.US,
                            "  %10.4g  %12.4g  %10.4g  %10.4g  %8.3f%s%n",
                            row.observed(),
                            row.mean(),
                            row.q5(),
                            row.q95(),
                            row.tail(),
                            row.isOdd() ? "  NOT what the model makes" : ""));
        }
        return text.toString();
    }

    private static String label(Row row) {
        return row.observation() + ", " + row.quantity();
    }
}
