package dev.jensen.models.ready;

import dev.jensen.models.Data;
import java.util.Arrays;
import java.util.List;

/**
 * The predictors of a regression, with the means and standard deviations of the rows that it is fitted to: inside, all are
 * standardised by these, whatever rows are to be predicted.
 *
 * @param names of the columns
 * @param means of the fitted rows
 * @param deviations of the fitted rows
 */
record Predictors(List<String> names, double[] means, double[] deviations) {

    static Predictors of(Data data, List<String> names) {
        double[] means = new double[names.size()];
        double[] deviations = new double[names.size()];
        for (int j = 0; j < means.length; j++) {
            double[] values = finite(data, names.get(j));
            means[j] = mean(values);
            deviations[j] = deviation(values);
            if (!(deviations[j] > 0)) {
                throw new IllegalArgumentException("predictor \"" + names.get(j) + "\" is " + values[0] + " in all "
                        + values.length + " rows, so that its slope cannot be told from the intercept: leave it out");
            }
        }
        return new Predictors(List.copyOf(names), means, deviations);
    }

    static double[] finite(Data data, String name) {
        if (data.has(name) && data.isNames(name)) {
            String first = data.strings(name).stream().findFirst().orElse("");
            throw new IllegalArgumentException("column \"" + name + "\" holds names, such as \"" + first
                    + "\" in row 0, where numbers are asked for: make numbers of them, such as 1 for one of two and 0 for the other, or"
                    + " take them as a group");
        }
        double[] values = data.doubles(name);
        if (values.length == 0) {
            throw new IllegalArgumentException("column \"" + name + "\" has no rows: check that the data were read");
        }
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException("column \"" + name + "\", row " + row + " is " + values[row]
                        + ": it must be finite; leave the row out, or state a model with a latent in its place");
            }
        }
        return values;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** 0 of values that are all the same, whose mean may be off by a rounding. */
    static double deviation(double[] values) {
        if (Arrays.stream(values).allMatch(v -> v == values[0])) {
            return 0;
        }
        double mean = mean(values);
        double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(square / Math.max(1, values.length - 1));
    }

    /** The columns of some rows, standardised: rows × names. */
    double[][] of(Data data) {
        double[][] rows = new double[data.rows(names.get(0))][names.size()];
        for (int j = 0; j < names.size(); j++) {
            double[] values = finite(data, names.get(j));
            if (values.length != rows.length) {
                throw new IllegalArgumentException("column \"" + names.get(j) + "\" has " + values.length
                        + " rows, but \"" + names.get(0) + "\" has " + rows.length);
            }
            for (int row = 0; row < rows.length; row++) {
                rows[row][j] = (values[row] - means[j]) / deviations[j];
            }
        }
        return rows;
    }

    /** Where a name is among the predictors. */
    int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("\"" + name + "\" varies by group but is no predictor; these are "
                    + names + ": add it with on(…) first");
        }
        return index;
    }
}
