package dev.jensen.models;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number that data have, and that replicated data should have too.
 *
 * @param name as {@code mean}
 * @param of the number, from all values of an observation; must not modify them
 */
public record TestQuantity(String name, ToDoubleFunction<double[]> of) {
    /** The mean. */
    public static final TestQuantity MEAN =
            new TestQuantity("mean", y -> Arrays.stream(y).average().orElse(Double.NaN));

    /** The standard deviation, by n. */
    public static final TestQuantity SD = new TestQuantity("sd", TestQuantity::deviation);

    /** The least value. */
    public static final TestQuantity MIN =
            new TestQuantity("min", y -> Arrays.stream(y).min().orElse(Double.NaN));

    /** The greatest value. */
    public static final TestQuantity MAX =
            new TestQuantity("max", y -> Arrays.stream(y).max().orElse(Double.NaN));

    /** The share of values that are 0. */
    public static final TestQuantity ZEROS = new TestQuantity(
            "share of zeros", y -> Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length);

    /** The five that are looked at unless told otherwise; the last one only of data or replications with zeros. */
    public static final List<TestQuantity> ALL = List.of(MEAN, SD, MIN, MAX, ZEROS);

    private static double deviation(double[] y) {
        double mean = MEAN.of().applyAsDouble(y);
        return Math.sqrt(
                Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
    }
}
