package dev.jensen.core.diagnostic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What importance weights say of a fit: how well they stand for the posterior, how far q's own moments are off, and between which
 * bounds the log evidence lies. Shifts and errors are in posterior standard deviations.
 *
 * @param kHat of the weights
 * @param momentKHat the greatest k-hat of w (x − m)² among the components: the weights may do for means and not for variances
 * @param heaviest the component whose k-hat that is
 * @param effectiveShare the effective sample size as a share of the draws
 * @param error the greatest Monte Carlo standard error of a weighted mean
 * @param shift how far q's own means and log standard deviations are from the weighted ones, at most
 * @param shifted the component that is farthest off
 * @param elbo the ELBO of q in nats
 * @param logEvidence log of the mean weight, in nats
 * @param lowerBound the importance-weighted bound, the mean of several logs of a mean weight: at most the log evidence, but for its
 *     own noise (Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", ICLR 2016)
 * @param upperBound the χ² bound, ½ log of the mean squared weight: at least the log evidence, but for its own noise (Dieng, Tran,
 *     Ranganath, Paisley and Blei, "Variational inference via χ upper bound minimization", NeurIPS 2017)
 * @param draws how many draws all this is made of
 * @param greatestWeight the greatest of the weights, whose sum is 1; NaN where it is not known
 * @param undefined where log p̃ is no number
 */
public record Diagnosis(
        double kHat,
        double momentKHat,
        String heaviest,
        double effectiveShare,
        double error,
        double shift,
        String shifted,
        Estimate elbo,
        Estimate logEvidence,
        double lowerBound,
        double upperBound,
        int draws,
        double greatestWeight,
        Undefined undefined) {
    private static final int BATCHES = 16;
    private static final double BLUR = 0.01; // nats of rounding of log p̃
    private static final double ROUNDING = 1e-12; // of a constant, in its standard deviation over itself
    private static final double ALL = 0.99; // of the weight
    private static final double LEAST_DEVIATION = 1e-12; // standard deviations

    /**
     * Diagnoses weighted draws.
     *
     * @param weights of the draws
     * @param logRatios what they were made of, in nats; read only
     * @param own weights under which the draws stand for q itself, sum 1; read only
     * @param elbo of q
     * @param names of the C components
     * @param values draws × C, a draw's components next to each other; those of weight 0 may be anything; read only
     * @param undefined where log p̃ is no number, which the ratios have as −∞
     */
    public static Diagnosis of(
            ImportanceWeights weights,
            double[] logRatios,
            double[] own,
            Estimate elbo,
            List<String> names,
            double[] values,
            Undefined undefined) {
        int width = names.size();
        double[] w = weights.weights();
        double momentKHat = 0;
        double error = 0;
        double shift = 0;
        String heaviest = names.get(0);
        String shifted = names.get(0);
        double farthest = 0;
        String farthestOut = names.get(0);
        double[] tilted = new double[w.length];
        for (int c = 0; c < width; c++) {
            Moments posterior = Moments.of(w, values, c, width);
            if (!Double.isFinite(posterior.mean) || !Double.isFinite(posterior.deviation)) {
                shift = Double.POSITIVE_INFINITY; // too large for numbers
                shifted = names.get(c);
                error = Double.NaN;
                continue;
            }
            if (Math.abs(posterior.mean) > farthest) {
                farthest = Math.abs(posterior.mean);
                farthestOut = names.get(c);
            }
            if (!(posterior.deviation > ROUNDING * Math.abs(posterior.mean))) {
                continue; // a component that never varies, as the diagonal of a correlation matrix
            }
            for (int s = 0; s < w.length; s++) {
                double deviation =
                        w[s] == 0 ? 0 : Math.abs(values[s * width + c] - posterior.mean) / posterior.deviation;
                tilted[s] = logRatios[s] + 2 * Math.log(deviation + LEAST_DEVIATION);
            }
            double k = ImportanceWeights.paretoSmoothed(tilted).kHat();
            if (k > momentKHat) {
                momentKHat = k;
                heaviest = names.get(c);
            }
            error = Math.max(error, posterior.error / posterior.deviation);
            Moments ofFamily = Moments.of(own, values, c, width);
            double moved = Math.max(
                    Math.abs(ofFamily.mean - posterior.mean) / posterior.deviation,
                    Math.abs(Math.log(ofFamily.deviation / posterior.deviation)));
            if (!(moved <= shift)) {
                shift = Double.isNaN(moved) ? Double.POSITIVE_INFINITY : moved;
                shifted = names.get(c);
            }
        }
        if (shift == 0 || (Double.isFinite(elbo.value()) && Math.ulp(elbo.value()) > BLUR)) {
            shifted = farthestOut; // where nothing varies beside its size
        }
        return new Diagnosis(
                weights.kHat(),
                momentKHat,
                heaviest,
                weights.effectiveSampleSize() / w.length,
                error,
                shift,
                shifted,
                elbo,
                weights.logEvidence(),
                lowerBound(logRatios),
                upperBound(logRatios),
                w.length,
                Arrays.stream(w).max().orElse(Double.NaN),
                undefined);
    }

    /** Draw s belongs to batch s mod 16, so that every batch has its share of every part of the proposal. */
    private static double lowerBound(double[] logRatios) {
        double sum = 0;
        int batches = Math.min(BATCHES, logRatios.length);
        for (int b = 0; b < batches; b++) {
            sum += logMeanExp(logRatios, b, batches, 1);
        }
        return sum / batches;
    }

    private static double upperBound(double[] logRatios) {
        return 0.5 * logMeanExp(logRatios, 0, 1, 2);
    }

    private static double logMeanExp(double[] logs, int from, int stride, double factor) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int s = from; s < logs.length; s += stride) {
            greatest = Math.max(greatest, factor * logs[s]);
        }
        if (greatest == Double.NEGATIVE_INFINITY) {
            return greatest;
        }
        double sum = 0;
        int count = 0;
        for (int s = from; s < logs.length; s += stride) {
            sum += Math.exp(factor * logs[s] - greatest);
            count++;
        }
        return greatest + Math.log(sum / count);
    }

    /** Weighted moments of a component, and the standard error of its mean by the delta method. */
    private record Moments(double mean, double deviation, double error) {
        static Moments of(double[] w, double[] values, int component, int width) {
            double mean = 0;
            for (int s = 0; s < w.length; s++) {
                mean += w[s] == 0 ? 0 : w[s] * values[s * width + component];
            }
            double variance = 0;
            double error = 0;
            for (int s = 0; s < w.length; s++) {
                if (w[s] != 0) {
                    double term = w[s] * Math.pow(values[s * width + component] - mean, 2);
                    variance += term;
                    error += w[s] * term;
                }
            }
            return new Moments(mean, Math.sqrt(variance), Math.sqrt(error));
        }
    }

    /** Returns whether none of many draws weighs more than twice the mean: {@link ImportanceWeights#areEven}. */
    public boolean areWeightsEven() {
        return ImportanceWeights.areEven(greatestWeight, draws);
    }

    /** Returns the numbers in a line. */
    @Override
    public String toString() {
        if (Double.isNaN(effectiveShare)) {
            return "no importance weights";
        }
        if (greatestWeight > ALL) {
            return String.format(
                            Locale.US,
                            "one of %,d draws has all the weight, so that they say nothing of moments",
                            draws)
                    + more();
        }
        String tail = ImportanceWeights.tail(kHat, greatestWeight, draws);
        return String.format(
                        Locale.US,
                        "%s, of second moments %s%.2f (%s), effective sample size %.0f %% of %,d, MCSE %.3f sd, q's own moments"
                                + " %.2f sd off (%s)",
                        tail,
                        tail.startsWith("k-hat") ? "" : "k-hat ",
                        momentKHat,
                        heaviest,
                        100 * effectiveShare,
                        draws,
                        error,
                        shift,
                        shifted)
                + more();
    }

    private String more() {
        return undefined.draws() == 0 ? "" : "; " + undefined.describe(draws);
    }
}
