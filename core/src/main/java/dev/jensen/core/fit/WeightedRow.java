package dev.jensen.core.fit;

import java.util.Arrays;

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
        int[] order = ascending(values, weights);
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

    /** Returns the indices of the values that have a weight, by merging: on single numbers, which starts faster than on boxes. */
    private static int[] ascending(double[] values, double[] weights) {
        int[] order = new int[values.length];
        int n = 0;
        for (int s = 0; s < values.length; s++) {
            if (weights[s] > 0) {
                order[n++] = s;
            }
        }
        int[] sorted = Arrays.copyOf(order, n);
        int[] merged = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int left = 0; left < n; left += 2 * width) {
                int right = Math.min(left + width, n);
                merge(values, sorted, left, right, Math.min(right + width, n), merged);
            }
            int[] next = merged;
            merged = sorted;
            sorted = next;
        }
        return sorted;
    }

    /** Merges the indices from left to right, and from right to end, of equal values those of the left first. */
    private static void merge(double[] values, int[] from, int left, int right, int end, int[] to) {
        int i = left;
        int j = right;
        for (int at = left; at < end; at++) {
            boolean ofLeft = i < right && (j >= end || Double.compare(values[from[i]], values[from[j]]) <= 0);
            to[at] = ofLeft ? from[i++] : from[j++];
        }
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
