package dev.jensen.models;

import org.jspecify.annotations.Nullable;

/**
 * A column that a model observes, made by {@link Data#observed}: its values, or, where the model is stated again on new data that
 * lack it, none, so that it is what is predicted. Immutable.
 */
public final class Observed {
    private final double @Nullable [] numbers;
    private final double @Nullable [][] rows;

    private Observed(double @Nullable [] numbers, double @Nullable [][] rows) {
        this.numbers = numbers;
        this.rows = rows;
    }

    static Observed none() {
        return new Observed(null, null);
    }

    static Observed of(double[] numbers) {
        return new Observed(numbers, null);
    }

    static Observed of(double[][] rows) {
        return new Observed(null, rows);
    }

    /** Returns whether there are values: false in a prediction for data without them. */
    public boolean isPresent() {
        return numbers != null || rows != null;
    }

    double @Nullable [] numbers() {
        return numbers;
    }

    double @Nullable [][] rows() {
        return rows;
    }
}
