package dev.jensen.core.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Models of the same observations, the one that foretells them best first: how much worse the others are, with the standard error of the
 * difference, and the weights under which their predictions are best mixed. Differences are of pairs, observation by observation, so that
 * their errors are mostly much smaller than those of the elpds themselves (Vehtari, Gelman and Gabry 2017, section 5.2).
 *
 * <pre>{@code
 * System.out.println(ModelComparison.of(Map.of("pooled", Pointwise.leaveOneOut(pooled), "by school", Pointwise.leaveOneOut(schools))));
 * }</pre>
 *
 * @param method how elpds were estimated, {@code PSIS-LOO} or {@code WAIC}
 * @param rows the models, the best first
 */
public record ModelComparison(String method, List<Row> rows) {
    private static final double SMALL = 4; // nats
    private static final double CLEAR = 2; // standard errors
    private static final int MOST_NAMED = 5;
    private static final String LINE = "  %12s  %18s  %9s  %10s  %14s  %9s%n";

    /**
     * A model.
     *
     * @param name of the model
     * @param accuracy how well it foretells
     * @param difference its elpd less the best one's, in nats, not positive, with the standard error √(n Var of the differences);
     *     0 ± 0 for the best
     * @param stackingWeight its share of the mixture of predictions with the greatest elpd, all shares at least 0 and of sum 1 (Yao,
     *     Vehtari, Simpson and Gelman, "Using stacking to average Bayesian predictive distributions", Bayesian Analysis 2018)
     * @param pseudoBmaWeight its share ∝ exp(elpd), averaged over Bayesian bootstraps of the observations: pseudo-BMA+ there
     */
    public record Row(
            String name,
            PredictiveAccuracy accuracy,
            Estimate difference,
            double stackingWeight,
            double pseudoBmaWeight) {}

    /** Copies the list. */
    public ModelComparison {
        rows = List.copyOf(rows);
    }

    /**
     * Compares models.
     *
     * @param models by name, each of the same observations in the same order, at least one
     * @throws IllegalArgumentException if there is none, or one has other observations (by name, number or value, where they are known) or
     *     another method: which
     */
    public static ModelComparison of(Map<String, PredictiveAccuracy> models) {
        List<Map.Entry<String, PredictiveAccuracy>> sorted = models.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, PredictiveAccuracy>::getKey))
                .sorted(Comparator.comparingDouble((Map.Entry<String, PredictiveAccuracy> each) ->
                        -each.getValue().elpd().value()))
                .toList();
        requireComparable(sorted);
        PredictiveAccuracy best = sorted.get(0).getValue();
        double[][] each = new double[sorted.size()][];
        for (int k = 0; k < each.length; k++) {
            each[k] = sorted.get(k).getValue().pointwise().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        double[] stacking = PredictiveWeights.stacking(each);
        double[] bma = PredictiveWeights.pseudoBmaPlus(each);
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < each.length; k++) {
            Estimate difference = difference(each[k], each[0]);
            rows.add(new Row(sorted.get(k).getKey(), sorted.get(k).getValue(), difference, stacking[k], bma[k]));
        }
        return new ModelComparison(best.method(), rows);
    }

    private static void requireComparable(List<Map.Entry<String, PredictiveAccuracy>> models) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs at least one model");
        }
        Map.Entry<String, PredictiveAccuracy> first = models.get(0);
        int n = first.getValue().pointwise().size();
        for (Map.Entry<String, PredictiveAccuracy> other : models) {
            requireSameData(first, other);
            if (other.getValue().pointwise().size() != n) {
                throw new IllegalArgumentException("models can only be compared on the same observations: \""
                        + first.getKey() + "\" has " + n + ", \"" + other.getKey() + "\" has "
                        + other.getValue().pointwise().size());
            }
            if (!other.getValue().method().equals(first.getValue().method())) {
                throw new IllegalArgumentException("models can only be compared by the same method: \""
                        + first.getKey() + "\" has " + first.getValue().method() + ", \"" + other.getKey() + "\" has "
                        + other.getValue().method());
            }
        }
    }

    /** Where both know their data. */
    private static void requireSameData(
            Map.Entry<String, PredictiveAccuracy> first, Map.Entry<String, PredictiveAccuracy> other) {
        List<ObservedData> one = first.getValue().data();
        List<ObservedData> two = other.getValue().data();
        if (one.isEmpty() || two.isEmpty() || one.equals(two)) {
            return;
        }
        int k = 0;
        while (k < Math.min(one.size(), two.size()) && one.get(k).equals(two.get(k))) {
            k++;
        }
        throw new IllegalArgumentException("models can only be compared on the same observations: "
                + said(first.getKey(), one, k) + ", " + said(other.getKey(), two, k)
                + (k < Math.min(one.size(), two.size()) && areAlikeButForValues(one.get(k), two.get(k))
                        ? ", but their values, or the order of these, are not the same: an outcome that was transformed has"
                                + " another density"
                        : ""));
    }

    private static boolean areAlikeButForValues(ObservedData one, ObservedData two) {
        return one.name().equals(two.name()) && one.count() == two.count();
    }

    private static String said(String model, List<ObservedData> data, int k) {
        return "\"" + model + "\" has "
                + (k < data.size()
                        ? data.get(k).count() + " of \"" + data.get(k).name() + "\""
                        : "nothing more after \"" + data.get(k - 1).name() + "\"");
    }

    private static Estimate difference(double[] own, double[] best) {
        RunningMoments moments = new RunningMoments();
        for (int i = 0; i < own.length; i++) {
            moments.add(own[i] - best[i]);
        }
        int n = own.length;
        double variance = n < 2 ? 0 : moments.variance() * (n - 1) / n; // by n, as ArviZ has it
        return new Estimate(n * moments.mean(), Math.sqrt(n * variance), n);
    }

    /**
     * Returns the row of a model.
     *
     * @throws IllegalArgumentException if there is no such model, with those that there are
     */
    public Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model \"" + name + "\" was compared: there are "
                        + rows.stream().map(Row::name).toList()));
    }

    /**
     * Returns in words what the differences say. One below 4 nats is small whatever its error, and one below two of its errors is not to be
     * told from nothing (Sivula, Magnusson, Matamoros and Vehtari, "Uncertainty in Bayesian leave-one-out cross-validation based model
     * comparison", 2020).
     */
    public String conclusion() {
        if (rows.size() == 1) {
            return "\"" + rows.get(0).name() + "\" is alone";
        }
        List<String> near = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            double by = -row.difference().value();
            if (by < SMALL || by < CLEAR * row.difference().standardError()) {
                near.add("\"" + row.name() + "\"");
            }
        }
        String best = "\"" + rows.get(0).name() + "\"";
        if (near.isEmpty()) {
            return best + " foretells clearly better than the others";
        }
        return best + " is not to be told from " + String.join(", ", near)
                + " by these observations: take the simpler one, or mix their predictions by the stacking weights";
    }

    /** Returns the table, what it says, and for each model the observations not to be trusted. */
    @Override
    public String toString() {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        String name = "%-" + Math.max(1, width) + "s";
        StringBuilder text = new StringBuilder(String.format(Locale.US, name, ""))
                .append(String.format(
                        LINE,
                        "elpd (" + method + ")",
                        "difference ± se",
                        "stacking",
                        "pseudo-BMA+",
                        "eff. parameters",
                        "mistrust"));
        for (Row row : rows) {
            Estimate difference = row.difference();
            text.append(String.format(Locale.US, name, row.name()))
                    .append(String.format(
                            LINE,
                            number("%.2f", row.accuracy().elpd().value()),
                            row.name().equals(rows.get(0).name())
                                    ? "-"
                                    : number("%.2f", difference.value()) + " ± "
                                            + number("%.2f", difference.standardError()),
                            number("%.3f", row.stackingWeight()),
                            number("%.3f", row.pseudoBmaWeight()),
                            number("%.1f", row.accuracy().effectiveParameters()),
                            row.accuracy().doubtful().size()));
        }
        text.append(conclusion()).append('\n');
        rows.forEach(row -> text.append(warning(row)));
        return text.toString();
    }

    private static String warning(Row row) {
        List<Integer> doubtful = row.accuracy().doubtful();
        if (doubtful.isEmpty()) {
            return "";
        }
        List<String> named = doubtful.stream()
                .sorted(Comparator.comparingDouble(
                        i -> -row.accuracy().concern().get(i)))
                .limit(MOST_NAMED)
                .map(i -> i + " (" + number("%.2f", row.accuracy().concern().get(i)) + ")")
                .toList();
        boolean isLoo = row.accuracy().method().equals("PSIS-LOO");
        return "MISTRUST \"" + row.name() + "\" at " + doubtful.size() + " observations, by "
                + (isLoo ? "k-hat" : "the variance of the log likelihood") + ": " + String.join(", ", named)
                + (doubtful.size() > MOST_NAMED ? ", …" : "") + '\n';
    }

    private static String number(String format, double value) {
        return String.format(Locale.US, format, value);
    }
}
