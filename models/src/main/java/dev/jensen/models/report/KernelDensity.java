package dev.jensen.models.report;

import java.util.Arrays;

/**
 * A density estimated from draws with normal kernels, their width by Silverman's rule ("Density estimation", 1986, equation 3.31).
 *
 * @param x abscissas, ascending
 * @param y the density there
 */
record KernelDensity(double[] x, double[] y) {
    private static final int POINTS = 161;
    private static final int MOST_VALUES = 2000;
    private static final double REACH = 2.5; // widths beyond the outermost values

    /**
     * Estimates.
     *
     * @throws IllegalArgumentException naming what is drawn, if a value is not finite, or all are equal
     */
    static KernelDensity of(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "a density of \"" + name + "\" needs finite values: value " + i + " is " + values[i]);
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n < 2 || !(sorted[0] < sorted[n - 1])) {
            throw new IllegalArgumentException("a density of \"" + name + "\" needs values that differ: "
                    + (n == 0 ? "there are none" : "all " + n + " are " + sorted[0]));
        }
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance =
                Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
        double middle = (sorted[(int) (0.75 * (n - 1))] - sorted[(int) (0.25 * (n - 1))]) / 1.34;
        double spread = middle > 0 ? Math.min(Math.sqrt(variance), middle) : Math.sqrt(variance);
        double width = 0.9 * spread * Math.pow(n, -0.2);
        double low = sorted[(int) (0.001 * (n - 1))] - REACH * width;
        double high = sorted[(int) Math.ceil(0.999 * (n - 1))] + REACH * width;
        int stride = Math.max(1, n / MOST_VALUES);
        int used = (n + stride - 1) / stride;
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = low + (high - low) * i / (POINTS - 1);
            double sum = 0;
            for (int s = 0; s < n; s += stride) {
                double u = (x[i] - sorted[s]) / width;
                sum += Math.exp(-0.5 * u * u);
            }
            y[i] = sum / (used * width * Math.sqrt(2 * Math.PI));
        }
        return new KernelDensity(x, y);
    }
}
