package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the categorical laws share: picking by an outcome, moments of the outcome's number, drawing. */
final class Categories {
    private Categories() {}

    /** The length of the last axis. */
    static int count(String parameter, Expr values) {
        int rank = values.shape().rank();
        if (rank == 0) {
            throw new IllegalArgumentException("Categorical " + parameter
                    + " must be a vector with one element for each outcome, not a number: " + values);
        }
        return values.shape().dimension(rank - 1);
    }

    /** The shape without the categories. */
    static Shape drawShape(Expr values) {
        return values.shape().without(values.shape().rank() - 1);
    }

    /**
     * The element of the last axis that each outcome names.
     *
     * <p>Where the outcomes are a data column and all rows share the values, each row gathers its own; otherwise all
     * elements are compared with the outcome, and the term 0·outcome is there for one that is NaN.
     */
    static Expr pick(Expr values, Expr outcome) {
        IntColumn index = values.shape().hasRows() || values.shape().rank() != 1
                ? null
                : indexColumn(outcome, values.shape().dimension(0));
        if (index != null) {
            return values.gather(index);
        }
        int[] inner = outcome.shape().inner();
        int[] one = Arrays.copyOf(inner, inner.length + 1);
        one[inner.length] = 1;
        Expr chosen = outcome.reshape(one).equalTo(numbers(count("values", values)));
        return Expr.select(chosen, values, Expr.constant(0)).sum(-1).plus(outcome.times(0));
    }

    private static @Nullable IntColumn indexColumn(Expr outcome, int count) {
        KnownValues values = KnownValues.of(outcome);
        if (values == null || !values.hasRows() || values.elements() > 1) {
            return null;
        }
        int[] index = new int[values.rows()];
        for (int row = 0; row < index.length; row++) {
            double value = values.at(row, 0);
            index[row] = (int) value;
            if (index[row] != value || value < 0 || value >= count) {
                return null;
            }
        }
        Plate plate = Objects.requireNonNull(outcome.shape().plate());
        return IntColumn.of(plate, outcome.operation().toString(), index, count);
    }

    /** The numbers 0, 1, … of the outcomes. */
    static Expr numbers(int count) {
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = k;
        }
        return Expr.constant(numbers);
    }

    static Expr mean(Expr probabilities) {
        return probabilities
                .times(numbers(count("probabilities", probabilities)))
                .sum(-1);
    }

    static Expr variance(Expr probabilities) {
        int[] one = probabilities.shape().inner();
        int count = one[one.length - 1];
        one[one.length - 1] = 1;
        Expr deviations = numbers(count).minus(mean(probabilities).reshape(one));
        return probabilities.times(deviations.square()).sum(-1);
    }

    /** The first outcome at which the running sum of weights exceeds a share of their total. */
    static int draw(RandomGenerator random, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = total * random.nextDouble();
        int last = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                last = k;
                left -= weights[k];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
