package dev.jensen.models;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.diagnostic.GeneralizedPareto;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.ModelCheck.Finding;
import dev.jensen.models.ModelCheck.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Observations that the prior all but rules out. Predictions of many rows are more numbers than the data by the hundreds, so that they
 * go by and are not kept: first only their ends are, and then, drawn again, those of the rows that lie beyond.
 */
final class Surprises {
    private static final double SURPRISING = 1e-6;
    private static final int MOST_DRAWS = 4000;
    private static final int FEWEST_DRAWS = 400;
    private static final int NUMBERS = 1 << 23;
    private static final int KEPT = 1 << 22; // numbers of rows that lie beyond
    private static final long SEED = 1;
    private static final double TAIL = 0.1; // of the draws, to which a tail is fitted

    private final List<Site> sites;
    private final int draws;
    private final Map<Site.Outcome, Seen> all = new LinkedHashMap<>();

    private Surprises(List<Site> sites) {
        this.sites = sites;
        int width = 0;
        for (Site site : sites) {
            width += site instanceof Site.Named named ? 2 * named.variable().size() : 0;
        }
        draws = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, NUMBERS / Math.max(1, width)));
    }

    /**
     * Looks for them.
     *
     * @throws IllegalArgumentException if the prior cannot be drawn from: why
     */
    static List<Finding> of(List<Site> sites) {
        return new Surprises(sites).find();
    }

    /** What one outcome's rows were seen to be: the ends of their predictions, or, of counts, their mean probabilities. */
    private record Seen(boolean counts, double[] data, double[] least, double[] greatest, double[] probabilities) {
        Seen(double[] data, boolean counts) {
            this(counts, data, new double[data.length], new double[data.length], new double[counts ? data.length : 0]);
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        }

        void predicted(double[] row) {
            for (int i = 0; i < row.length; i++) {
                least[i] = Math.min(least[i], row[i]);
                greatest[i] = Math.max(greatest[i], row[i]);
            }
        }

        /** The rows that no prediction reaches, or whose probability is next to nothing; none that is missing. */
        int[] beyond() {
            return IntStream.range(0, data.length)
                    .filter(i -> counts ? probabilities[i] < SURPRISING : data[i] < least[i] || data[i] > greatest[i])
                    .toArray();
        }
    }

    private List<Finding> find() {
        Ancestral.prior(sites, draws, SEED, this::see);
        List<Finding> findings = new ArrayList<>();
        all.forEach((outcome, seen) -> {
            Finding finding = finding(outcome, seen);
            if (finding != null) {
                findings.add(finding);
            }
        });
        return findings;
    }

    private void see(Site.Outcome outcome, LawSampler sampler, AtDraws values, RandomGenerator source) {
        Expr known = outcome.data();
        boolean counts = outcome.law() instanceof Discrete;
        Expr probability = counts && known != null ? probability(outcome, known) : null;
        if (known == null || (counts && probability == null)) {
            return;
        }
        Seen seen = new Seen(data(outcome, known), counts);
        all.put(outcome, seen);
        if (probability == null) {
            double[] row = new double[sampler.size()];
            boolean[] none = new boolean[row.length];
            values.evaluate(sampler.parameters(), (draw, numbers, from, width) -> {
                sampler.sample(source, numbers, from, row, 0, none);
                seen.predicted(row);
            });
        } else {
            double[] mean = seen.probabilities();
            values.evaluate(List.of(probability), (draw, numbers, from, width) -> {
                for (int i = 0; i < width; i++) {
                    mean[i] += numbers[from + i] / draws;
                }
            });
        }
    }

    /** The probabilities of observed whole numbers, one by one; null where they are not. */
    private static @Nullable Expr probability(Site.Outcome outcome, Expr known) {
        Expr value = outcome.law().logDensity(known).exp();
        return value.shape().equals(outcome.shape()) ? value : null;
    }

    private @Nullable Finding finding(Site.Outcome outcome, Seen seen) {
        int[] beyond = seen.beyond();
        boolean counts = seen.counts();
        int looked = counts ? beyond.length : Math.min(beyond.length, KEPT / draws);
        double[][] columns = counts ? new double[0][] : columns(outcome, Arrays.copyOf(beyond, looked));
        int found = 0;
        double least = 1;
        int worst = -1;
        for (int i = 0; i < looked; i++) {
            double probability = counts ? seen.probabilities()[beyond[i]] : tail(columns[i], seen.data()[beyond[i]]);
            found += probability < SURPRISING ? 1 : 0;
            if (probability < SURPRISING && probability < least) {
                least = probability;
                worst = i;
            }
        }
        if (worst < 0) {
            return null;
        }
        String count = String.format(Locale.US, looked < beyond.length ? "at least %,d" : "%,d", found);
        double[] predicted = counts ? columns(outcome, new int[] {beyond[worst]})[0] : columns[worst];
        return surprise(outcome, seen, count, beyond[worst], predicted);
    }

    /** The predictions of some rows, [row][draw]. */
    private double[][] columns(Site.Outcome wanted, int[] rows) {
        double[][] columns = new double[rows.length][draws];
        if (rows.length == 0) {
            return columns;
        }
        Ancestral.prior(sites, draws, SEED, (outcome, sampler, values, source) -> {
            if (!outcome.equals(wanted)) {
                return;
            }
            double[] row = new double[sampler.size()];
            boolean[] none = new boolean[row.length];
            values.evaluate(sampler.parameters(), (draw, numbers, from, width) -> {
                sampler.sample(source, numbers, from, row, 0, none);
                for (int i = 0; i < rows.length; i++) {
                    columns[i][draw] = row[rows[i]];
                }
            });
        });
        return columns;
    }

    private static Finding surprise(Site.Outcome outcome, Seen seen, String found, int worst, double[] predicted) {
        Arrays.sort(predicted);
        return new Finding(
                Kind.SURPRISING_DATA,
                outcome.name(),
                String.format(
                        Locale.US,
                        "observation \"%s\": %s of %,d values lie where the prior predicts less than a probability of 1e-6,"
                                + " such as %s = %.5g, where 95 %% of predictions lie between %.4g and %.4g: widen the priors, or"
                                + " check the data's unit",
                        outcome.name(),
                        found,
                        seen.data().length,
                        outcome.variable().componentName(worst),
                        seen.data()[worst],
                        predicted[(int) (0.025 * predicted.length)],
                        predicted[(int) (0.975 * predicted.length)]));
    }

    /** The values of data on the rows of their outcome; NaN where they are missing. */
    private static double[] data(Site.Outcome outcome, Expr known) {
        Plate plate = outcome.shape().plate();
        Expr inner = known.broadcastInner(outcome.shape().inner());
        Expr data = plate == null ? inner : inner.onRows(plate);
        ExprFunction function = ExprFunction.of(Unknowns.of(data), List.of(data));
        double[] missing = new double[function.dimension()];
        Arrays.fill(missing, Double.NaN);
        double[] values = new double[function.size()];
        function.evaluate(1, missing, values);
        return values;
    }

    /** The probability of a prediction as far out as a value beyond them all: that of a Pareto tail. */
    private static double tail(double[] predicted, double value) {
        int n = predicted.length;
        double side = value < Arrays.stream(predicted).min().orElse(value) ? -1 : 1;
        double[] sorted = Arrays.stream(predicted).map(x -> side * x).sorted().toArray();
        int m = Math.max(5, (int) (TAIL * n));
        double threshold = sorted[n - m - 1];
        double[] beyond = new double[m];
        for (int i = 0; i < m; i++) {
            beyond[i] = sorted[n - m + i] - threshold;
        }
        if (!(beyond[0] > 0) || !(beyond[m - 1] < Double.POSITIVE_INFINITY)) {
            return beyond[m - 1] > 0 ? 1.0 / n : 0; // many alike, or a tail without end
        }
        GeneralizedPareto law = GeneralizedPareto.fit(beyond);
        double k = Math.max(law.shape(), 0); // a bounded tail would be sure of too much
        double t = (side * value - threshold) / law.scale();
        return (k < 1e-9 ? Math.exp(-t) : Math.pow(1 + k * t, -1 / k)) * m / n;
    }
}
