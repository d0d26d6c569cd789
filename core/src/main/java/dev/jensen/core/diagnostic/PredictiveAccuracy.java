package dev.jensen.core.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well a model foretells observations that it has not seen, from the log likelihood of those it has: the expected log pointwise
 * predictive density, elpd, in nats; the greater the better. By leave-one-out cross-validation with Pareto-smoothed importance sampling,
 * or by the widely applicable information criterion (Vehtari, Gelman and Gabry, "Practical Bayesian model evaluation using leave-one-out
 * cross-validation and WAIC", Statistics and Computing 2017).
 *
 * @param method {@code PSIS-LOO} or {@code WAIC}
 * @param elpd the sum over the observations, with its standard error √(n Var elpd_i); its count is that of the observations
 * @param effectiveParameters how much greater the log predictive density of the data is that were seen
 * @param pointwise elpd_i of each observation
 * @param concern of each observation: its k-hat in leave-one-out, the posterior variance of its log likelihood in WAIC
 * @param doubtful the observations whose concern is too great for their elpd_i to be trusted
 * @param data what was observed, by variable, in the order of the observations; empty where it is not known
 */
public record PredictiveAccuracy(
        String method,
        Estimate elpd,
        double effectiveParameters,
        List<Double> pointwise,
        List<Double> concern,
        List<Integer> doubtful,
        List<ObservedData> data) {
    private static final double GREATEST_VARIANCE = 0.4;
    private static final int MOST_NAMED = 5;

    /** Copies the lists. */
    public PredictiveAccuracy {
        pointwise = List.copyOf(pointwise);
        concern = List.copyOf(concern);
        doubtful = List.copyOf(doubtful);
        data = List.copyOf(data);
    }

    /** The same with what was observed, by which models of other data are told from those that can be compared. */
    public PredictiveAccuracy of(List<ObservedData> observed) {
        return new PredictiveAccuracy(method, elpd, effectiveParameters, pointwise, concern, doubtful, observed);
    }

    /**
     * Leaves out one observation at a time: draws get weights ∝ 1/p(y_i | z_s), smoothed.
     *
     * @param logLikelihood [draw][observation], in nats; at least one draw; read only
     * @throws IllegalArgumentException naming a log likelihood that is not finite
     */
    public static PredictiveAccuracy leaveOneOut(double[][] logLikelihood) {
        int n = requireFinite(logLikelihood);
        List<Double> each = new ArrayList<>();
        List<Double> kHats = new ArrayList<>();
        List<Integer> doubtful = new ArrayList<>();
        double seen = 0;
        for (int i = 0; i < n; i++) {
            double[] log = column(logLikelihood, i);
            double[] ratios = new double[log.length];
            for (int s = 0; s < log.length; s++) {
                ratios[s] = -log[s];
            }
            ImportanceWeights weights = ImportanceWeights.paretoSmoothed(ratios);
            each.add(logMeanExp(log, weights.weights()));
            seen += logMeanExp(log, even(log.length));
            kHats.add(weights.kHat());
            if (!weights.areTrusted()) {
                doubtful.add(i);
            }
        }
        return of("PSIS-LOO", each, seen, kHats, doubtful);
    }

    /**
     * The information criterion: log of the mean likelihood, less the variance of its log.
     *
     * @param logLikelihood [draw][observation], in nats; at least one draw; read only
     * @throws IllegalArgumentException naming a log likelihood that is not finite
     */
    public static PredictiveAccuracy waic(double[][] logLikelihood) {
        int n = requireFinite(logLikelihood);
        List<Double> each = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        List<Integer> doubtful = new ArrayList<>();
        double seen = 0;
        for (int i = 0; i < n; i++) {
            double[] log = column(logLikelihood, i);
            double variance = variance(log);
            double density = logMeanExp(log, even(log.length));
            seen += density;
            each.add(density - variance);
            variances.add(variance);
            if (!(variance <= GREATEST_VARIANCE)) {
                doubtful.add(i);
            }
        }
        return of("WAIC", each, seen, variances, doubtful);
    }

    private static PredictiveAccuracy of(
            String method, List<Double> each, double seen, List<Double> concern, List<Integer> doubtful) {
        double[] values = each.stream().mapToDouble(Double::doubleValue).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double error = Math.sqrt(values.length * variance(values));
        return new PredictiveAccuracy(
                method, new Estimate(sum, error, values.length), seen - sum, each, concern, doubtful, List.of());
    }

    private static int requireFinite(double[][] logLikelihood) {
        if (logLikelihood.length == 0 || logLikelihood[0].length == 0) {
            throw new IllegalArgumentException("the log likelihood needs at least one draw and one observation");
        }
        for (int s = 0; s < logLikelihood.length; s++) {
            for (int i = 0; i < logLikelihood[s].length; i++) {
                if (!Double.isFinite(logLikelihood[s][i])) {
                    throw new IllegalArgumentException("log likelihood of observation " + i + " at draw " + s
                            + " must be finite: " + logLikelihood[s][i]);
                }
            }
        }
        return logLikelihood[0].length;
    }

    private static double[] column(double[][] rows, int i) {
        double[] column = new double[rows.length];
        for (int s = 0; s < rows.length; s++) {
            column[s] = rows[s][i];
        }
        return column;
    }

    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    private static double logMeanExp(double[] log, double[] weights) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : log) {
            greatest = Math.max(greatest, value);
        }
        double sum = 0;
        for (int s = 0; s < log.length; s++) {
            sum += weights[s] * Math.exp(log[s] - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** By n, as ArviZ has it. */
    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean) / values.length;
        }
        return sum;
    }

    /** Returns the numbers in a line, and the observations not to be trusted. */
    @Override
    public String toString() {
        String numbers =
                String.format(Locale.US, "%s: elpd %s, effective parameters %.2f", method, elpd, effectiveParameters);
        if (doubtful.isEmpty()) {
            return numbers;
        }
        String more = doubtful.size() > MOST_NAMED ? " and " + (doubtful.size() - MOST_NAMED) + " more" : "";
        return numbers + "; MISTRUST observations "
                + doubtful.subList(0, Math.min(MOST_NAMED, doubtful.size())) + more
                + (method.equals("WAIC")
                        ? ", whose log likelihood varies by more than " + GREATEST_VARIANCE + ": take PSIS-LOO"
                        : ", whose k-hat is too large: fit without them to know");
    }
}
