package dev.jensen.core.fit;

import java.util.Comparator;
import java.util.stream.IntStream;

/** A component of weighted draws, summarised. */
final class WeightedRow {
    private WeightedRow() {}

    /**
     * Summarises a component.
     *
     * @param weights sum 1, one for each of the values
     */
    static Summary.Row of(String name, double[] values, double[] weights) {
        int first = 0;
        while (first < values.length - 1 && weights[first] == 0) {
            first++;
        }
        double mean = values[first]; // and the mean difference from it, so that a constant has no spread
        for (int s = first + 1; s < values.length; s++) {
            mean += weights[s] == 0 ? 0 : weights[s] * (values[s] - values[first]);
        }
        double variance = 0;
        double error = 0; // squared, of the mean, by the delta method (Owen, "Monte Carlo", 2013, equation 9.9)
        for (int s = 0; s < values.length; s++) {
            double square = weights[s] == 0 ? 0 : weights[s] * (values[s] - mean) * (values[s] - mean);
            variance += square;
            error += weights[s] * square;
        }
        int[] order = IntStream.range(0, values.length)
                .filter(s -> weights[s] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> values[s]))
                .mapToInt(s -> s)
                .toArray();
        return new Summary.Row(
                name,
                mean,
                Math.sqrt(variance),
                quantile(values, weights, order, 0.05),
                quantile(values, weights, order, 0.25),
                quantile(values, weights, order, 0.5),
                quantile(values, weights, order, 0.75),
                quantile(values, weights, order, 0.95),
                Math.sqrt(error));
    }

    /** Interpolates between values, each at the middle of its weight (definition 5 of Hyndman and Fan 1996, weighted). */
    private static double quantile(double[] values, double[] weights, int[] order, double p) {
        double middle = 0;
        double before = 0; // weight of the values passed
        for (int i = 0; i < order.length; i++) {
            double next = before + 0.5 * weights[order[i]];
            if (next >= p) {
                double below = values[order[Math.max(0, i - 1)]];
                double share = i == 0 ? 1 : (p - middle) / (next - middle);
                return below + share * (values[order[i]] - below);
            }
            middle = next;
            before += weights[order[i]];
        }
        return values[order[order.length - 1]];
    }
}
