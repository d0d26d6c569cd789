package dev.jensen.models;

import dev.jensen.core.diagnostic.EcdfEnvelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether a model's fits are right on average over its own prior: for each parameter, how the true values rank among draws of the fits.
 * Prints as a table; {@code CalibrationPlot} of the room {@code report} draws it.
 *
 * @param model its name
 * @param method how it was fitted
 * @param simulations how many data sets were simulated
 * @param draws how many draws of each fit the true value was ranked among, L
 * @param failed how many fits failed, which are left out
 * @param reliable how many fits called themselves reliable
 * @param rows the components
 */
public record Calibration(
        String model, String method, int simulations, int draws, int failed, int reliable, List<Row> rows) {
    /** How often a calibrated model would be told that some component is not: each component is judged at this level over their number. */
    public static final double LEVEL = 0.05;

    private static final double SEEN = 2.5; // standard errors of a direction
    private static final int SHOWN = 40;

    /** What is wrong with the posteriors of a component. */
    public enum Fault {
        /** Uncertainties are too small: true values lie too often beyond nearly all draws. */
        UNDER_DISPERSED("under-dispersed: standard deviations are too small"),
        /** Uncertainties are too large: true values lie too often amid the draws. */
        OVER_DISPERSED("over-dispersed: standard deviations are too large"),
        /** Posteriors lie too low: true values lie too often above the draws. */
        TOO_LOW("biased: posteriors lie too low"),
        /** Posteriors lie too high. */
        TOO_HIGH("biased: posteriors lie too high"),
        /** Of none of these kinds. */
        MISSHAPEN("of another shape than the posterior");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A component.
     *
     * @param name as {@code theta[3]}
     * @param ranks of its true values among draws of the fits, from 0 to L
     * @param pValue the probability of ranks as uneven, had they been even
     * @param meanRank over L; ½ where nothing is biased
     * @param spread root mean square of (true value − mean of the draws) / their standard deviation; about 1 where uncertainties are
     *     right
     * @param faults empty where it is calibrated, as far as these simulations tell
     */
    public record Row(
            String name, List<Integer> ranks, double pValue, double meanRank, double spread, List<Fault> faults) {
        /** Copies the lists. */
        public Row {
            ranks = List.copyOf(ranks);
            faults = List.copyOf(faults);
        }

        static Row of(String name, int[] ranks, double[] scores, int draws, double level) {
            int n = ranks.length;
            double p = EcdfEnvelope.of(n, draws).pValue(ranks);
            double mean = 0;
            double square = 0;
            double spread = 0;
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double u = (ranks[i] + 0.5) / (draws + 1);
                mean += u / n;
                square += (u - 0.5) * (u - 0.5) / n;
                spread += scores[i] * scores[i] / n;
                list.add(ranks[i]);
            }
            List<Fault> faults = p >= level ? List.of() : faults(mean, square, n);
            return new Row(name, list, p, mean, Math.sqrt(spread), faults);
        }

        /** By the mean of an even u, ½ ± 1/√(12 n), and that of (u − ½)², 1/12 ± 1/√(180 n). */
        private static List<Fault> faults(double mean, double square, int n) {
            List<Fault> faults = new ArrayList<>();
            double bias = (mean - 0.5) * Math.sqrt(12.0 * n);
            double width = (square - 1.0 / 12) * Math.sqrt(180.0 * n);
            if (Math.abs(width) > SEEN) {
                faults.add(width > 0 ? Fault.UNDER_DISPERSED : Fault.OVER_DISPERSED);
            }
            if (Math.abs(bias) > SEEN) {
                faults.add(bias > 0 ? Fault.TOO_LOW : Fault.TOO_HIGH);
            }
            return faults.isEmpty() ? List.of(Fault.MISSHAPEN) : faults;
        }

        /** Returns whether nothing is wrong, as far as these simulations tell. */
        public boolean isCalibrated() {
            return faults.isEmpty();
        }

        /** Returns the verdict in words. */
        public String verdict() {
            return isCalibrated()
                    ? "calibrated"
                    : String.join("; ", faults.stream().map(Fault::toString).toList());
        }
    }

    /** Copies the list. */
    public Calibration {
        rows = List.copyOf(rows);
    }

    /** Returns whether nothing is wrong with any component, as far as these simulations tell. */
    public boolean isCalibrated() {
        return rows.stream().allMatch(Row::isCalibrated);
    }

    /**
     * Returns the row of a component.
     *
     * @throws IllegalArgumentException if there is no such component, with those that there are
     */
    public Row row(String component) {
        return rows.stream()
                .filter(row -> row.name().equals(component))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no component \"" + component + "\" was calibrated: there are "
                                + rows.stream().map(Row::name).limit(SHOWN).toList()));
    }

    /** Returns the table, the components that are not calibrated first where they are many. */
    @Override
    public String toString() {
        List<Row> shown = rows.size() <= SHOWN
                ? rows
                : rows.stream()
                        .sorted(Comparator.comparingDouble(Row::pValue))
                        .limit(SHOWN)
                        .toList();
        int width = shown.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(String.format(
                Locale.US,
                "%s, %s: %d simulations, ranks among %d draws, %d fits called reliable%s%n",
                model,
                method,
                simulations,
                draws,
                reliable,
                failed == 0 ? "" : ", " + failed + " FAILED"));
        text.append(" ".repeat(width)).append("  mean rank  spread  p-value\n");
        for (Row row : shown) {
            text.append(row.name())
                    .append(" ".repeat(width - row.name().length()))
                    .append(String.format(
                            Locale.US,
                            "  %9.2f  %6.2f  %7.3f  %s%n",
                            row.meanRank(),
                            row.spread(),
                            row.pValue(),
                            row.verdict()));
        }
        if (shown.size() < rows.size()) {
            text.append("… ").append(rows.size() - shown.size()).append(" more\n");
        }
        long wrong = rows.stream().filter(row -> !row.isCalibrated()).count();
        return text.append(
                        wrong == 0 ? "calibrated" : "NOT CALIBRATED: " + wrong + " of " + rows.size() + " components")
                .append('\n')
                .toString();
    }
}
