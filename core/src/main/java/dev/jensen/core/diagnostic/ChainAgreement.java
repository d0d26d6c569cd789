package dev.jensen.core.diagnostic;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What short Markov chains say of a fit, parameter by parameter.
 *
 * @param rows the components that vary
 * @param chains how many chains
 * @param kept draws of each
 * @param divergences transitions at which the energy ran away
 * @param gradients what it took
 */
public record ChainAgreement(List<Row> rows, int chains, int kept, int divergences, long gradients) {
    private static final double MIXED = 1.05;
    private static final double CLOSE = 0.1;
    private static final double USABLE = 0.3;
    private static final int SHOWN = 40;
    private static final String LINE = "  %9s  %9s  %9s  %9s  %15s  %15s  %6s  %6s%n";

    /**
     * A component: errors are in the chains' standard deviations.
     *
     * @param name of it
     * @param fitMean the fit's mean
     * @param fitSd the fit's standard deviation
     * @param mean the chains'
     * @param sd the chains'
     * @param shift the fit's mean less the chains'
     * @param shiftError its Monte Carlo standard error, of both
     * @param logRatio log of the fit's standard deviation over the chains'
     * @param ratioError its Monte Carlo standard error
     * @param rHat of the chains
     * @param sampleSize how many independent draws the chains are worth for the mean
     */
    public record Row(
            String name,
            double fitMean,
            double fitSd,
            double mean,
            double sd,
            double shift,
            double shiftError,
            double logRatio,
            double ratioError,
            double rHat,
            double sampleSize) {

        /**
         * Compares.
         *
         * @param name of the component
         * @param mean of the fit
         * @param sd of the fit
         * @param mcse Monte Carlo standard error of the fit's mean
         * @param chains [chain][draw]; read only
         */
        public static Row of(String name, double mean, double sd, double mcse, double[][] chains) {
            RunningMoments moments = new RunningMoments();
            for (double[] chain : chains) {
                for (double value : chain) {
                    moments.add(value);
                }
            }
            double own = moments.standardDeviation();
            double size = ChainConvergence.meanSampleSize(chains);
            double error = Math.hypot(mcse, own / Math.sqrt(size)) / own;
            double[][] squares = new double[chains.length][chains[0].length];
            RunningMoments spread = new RunningMoments();
            for (int c = 0; c < chains.length; c++) {
                for (int t = 0; t < chains[c].length; t++) {
                    squares[c][t] = Math.pow(chains[c][t] - moments.mean(), 2);
                    spread.add(squares[c][t]);
                }
            }
            // of log sd, half the relative error of the mean square
            double ratioError = 0.5
                    * spread.standardDeviation()
                    / Math.sqrt(ChainConvergence.meanSampleSize(squares))
                    / spread.mean();
            return new Row(
                    name,
                    mean,
                    sd,
                    moments.mean(),
                    own,
                    (mean - moments.mean()) / own,
                    error,
                    Math.log(sd / own),
                    Math.hypot(ratioError, mcse / sd / Math.sqrt(2)),
                    ChainConvergence.rHat(chains),
                    size);
        }

        /** Returns how far off mean or log standard deviation are at least, by two standard errors. */
        public double atLeast() {
            return Math.max(0, Math.max(Math.abs(shift) - 2 * shiftError, Math.abs(logRatio) - 2 * ratioError));
        }

        /** Returns how far off they are at most, by two standard errors, where the chains have mixed. */
        public double atMost() {
            return Math.max(Math.abs(shift) + 2 * shiftError, Math.abs(logRatio) + 2 * ratioError);
        }
    }

    /** Copies the list. */
    public ChainAgreement {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no component varies in the chains");
        }
    }

    /**
     * Returns the row of a component.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the chains have no component \"" + name + "\""));
    }

    /** Returns the greatest R-hat. */
    public double greatestRHat() {
        return rows.stream().mapToDouble(Row::rHat).max().orElseThrow();
    }

    /** Returns whether the chains agree with each other, by an R-hat below 1.05: only then their answer is the posterior's. */
    public boolean haveMixed() {
        return greatestRHat() < MIXED;
    }

    /** Returns how far off the worst component is at least, in standard deviations: a bound that holds whether the chains have mixed or not. */
    public double atLeast() {
        return rows.stream().mapToDouble(Row::atLeast).max().orElseThrow();
    }

    /** Returns how far off the worst component is at most, in standard deviations; +∞ where the chains have not mixed. */
    public double atMost() {
        return haveMixed() ? rows.stream().mapToDouble(Row::atMost).max().orElseThrow() : Double.POSITIVE_INFINITY;
    }

    /** Returns what the chains say in a sentence. */
    public String conclusion() {
        Row worst = rows.stream().max(Comparator.comparingDouble(Row::atLeast)).orElseThrow();
        Row loosest = rows.stream().max(Comparator.comparingDouble(Row::atMost)).orElseThrow();
        String words;
        if (worst.atLeast() > CLOSE) {
            boolean isMean = Math.abs(worst.shift()) - 2 * worst.shiftError() >= worst.atLeast();
            String what = isMean
                    ? String.format(
                            Locale.US, "the mean of %s is off by at least %.2f sd", worst.name(), worst.atLeast())
                    : String.format(
                            Locale.US,
                            "the standard deviation of %s is too %s, at least by a factor of %.2f",
                            worst.name(),
                            worst.logRatio() < 0 ? "small" : "large",
                            Math.exp(worst.atLeast()));
            words = "the chains CONTRADICT the fit: " + what;
        } else if (!haveMixed()) {
            Row apart = rows.stream().max(Comparator.comparingDouble(Row::rHat)).orElseThrow();
            words = String.format(
                    Locale.US,
                    "the chains have NOT MIXED (R-hat %.2f of %s), so that they bound no error from above: take more transitions",
                    apart.rHat(),
                    apart.name());
        } else {
            words = String.format(
                    Locale.US,
                    "the chains %s the fit: no mean or log standard deviation is off by more than %.2f standard deviations (%s)",
                    loosest.atMost() < USABLE ? "agree with" : "do not contradict",
                    loosest.atMost(),
                    loosest.name());
        }
        return divergences == 0 ? words : words + "; " + divergences + " transitions diverged, as they do in a funnel";
    }

    /** Returns the table, the worst components first where they are many, and the conclusion. */
    @Override
    public String toString() {
        List<Row> shown = rows;
        if (rows.size() > SHOWN) {
            shown = rows.stream()
                    .sorted(Comparator.comparingDouble(row -> -row.atMost()))
                    .limit(SHOWN)
                    .toList();
        }
        int width = shown.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(
                String.format(Locale.US, "%d chains of %d draws, %,d gradients%n", chains, kept, gradients));
        text.append(" ".repeat(width))
                .append(String.format(
                        LINE, "mean", "sd", "chains'", "sd", "shift of mean", "log sd ratio", "R-hat", "ESS"));
        for (Row row : shown) {
            text.append(row.name())
                    .append(" ".repeat(width - row.name().length()))
                    .append(String.format(
                            LINE,
                            number("%.4g", row.fitMean()),
                            number("%.3g", row.fitSd()),
                            number("%.4g", row.mean()),
                            number("%.3g", row.sd()),
                            number("%.2f", row.shift()) + " ± " + number("%.2f", row.shiftError()),
                            number("%.2f", row.logRatio()) + " ± " + number("%.2f", row.ratioError()),
                            number("%.2f", row.rHat()),
                            number("%.0f", row.sampleSize())));
        }
        if (shown.size() < rows.size()) {
            text.append("… ").append(rows.size() - shown.size()).append(" more\n");
        }
        return text.append(conclusion()).append('\n').toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.US, format, value);
    }
}
