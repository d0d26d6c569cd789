package dev.jensen.core.estimator;

/** The mean of the values at the draws. */
final class Mean {

    private Mean() {}

    static double of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
