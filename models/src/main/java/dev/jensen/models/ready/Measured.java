package dev.jensen.models.ready;

import dev.jensen.models.Data;

/**
 * A column of measurements: finite, and not all the same.
 *
 * @param name of the column
 * @param values one for each row
 * @param mean of the values
 * @param deviation their standard deviation, positive
 */
record Measured(String name, double[] values, double mean, double deviation) {

    static Measured of(Data data, String name) {
        double[] values = Predictors.finite(data, name);
        double deviation = Predictors.deviation(values);
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("column \"" + name + "\" is " + values[0] + " in all " + values.length
                    + " rows, so that there is nothing to tell apart: give a column that varies, or leave it out");
        }
        return new Measured(name, values, Predictors.mean(values), deviation);
    }

    /** Refuses fewer rows than are needed. */
    Measured atLeast(int rows, String what) {
        if (values.length < rows) {
            throw new IllegalArgumentException("column \"" + name + "\" has " + values.length + " rows: " + what
                    + " needs at least " + rows + "; give more rows, or ask for less");
        }
        return this;
    }
}
