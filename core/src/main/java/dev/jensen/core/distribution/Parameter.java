package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Shape;
import java.util.List;

/**
 * A parameter of a law.
 *
 * @param name as the literature calls it, such as "scale"
 * @param value its expression
 * @param range what it may be
 * @param rank how many of its last axes belong to one event: 0 for a number, 1 for a vector such as the probabilities of the outcomes of
 *     one draw, 2 for a matrix; axes before them are those of independent events
 */
public record Parameter(String name, Expr value, Range range, int rank) {
    /**
     * A parameter that is one number for each event.
     *
     * @param name as the literature calls it, such as "scale"
     * @param value its expression
     * @param range what it may be
     */
    public Parameter(String name, Expr value, Range range) {
        this(name, value, range, 0);
    }

    /** The values a parameter, or each of its elements, may take. */
    public enum Range {
        /** Any finite number. */
        REAL("finite"),
        /** Above 0. */
        POSITIVE("> 0"),
        /** 0 or more. */
        NON_NEGATIVE(">= 0"),
        /** From 0 to 1. */
        PROBABILITY("between 0 and 1"),
        /** A whole number of 0 or more. */
        COUNT("a whole number >= 0");

        private final String words;

        Range(String words) {
            this.words = words;
        }

        /**
         * Whether a number is legal; NaN never is.
         *
         * @param value the number
         * @return true if it lies in the range
         */
        public boolean contains(double value) {
            return switch (this) {
                case REAL -> Double.isFinite(value);
                case POSITIVE -> value > 0 && value < Double.POSITIVE_INFINITY;
                case NON_NEGATIVE -> value >= 0 && value < Double.POSITIVE_INFINITY;
                case PROBABILITY -> value >= 0 && value <= 1;
                case COUNT -> value >= 0 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY;
            };
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Checks the numbers of a parameter that is a constant or a data column; other expressions pass.
     *
     * @param law whose parameter it is
     * @throws IllegalArgumentException such as {@code Normal scale must be > 0: -0.2}
     */
    public void check(String law) {
        check(law, name, value, range);
    }

    /**
     * Checks the numbers of a parameter that is a constant or a data column.
     *
     * @param law whose parameter
     * @param name of the parameter
     * @param value its expression
     * @param range what it may be
     * @throws IllegalArgumentException such as {@code Normal scale must be > 0: -0.2}
     */
    static void check(String law, String name, Expr value, Range range) {
        KnownValues values = KnownValues.of(value);
        if (values == null) {
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            for (int element = 0; element < values.elements(); element++) {
                double number = values.at(row, element);
                if (!range.contains(number)) {
                    String data = values.hasRows() ? " \"" + value.operation() + "\"" : "";
                    throw new IllegalArgumentException(
                            law + " " + name + data + values.where(row, element) + " must be " + range + ": " + number);
                }
            }
        }
    }

    /** Refuses a vector where one number, or one for each row, is meant. */
    static void requireNumber(String law, String name, Expr value) {
        if (value.shape().rank() > 0) {
            throw new IllegalArgumentException(
                    law + " " + name + " must be one number, or one for each row, not " + value.shape() + ": " + value);
        }
    }

    /** The shape that the parameters of a univariate law broadcast to. */
    static Shape commonShape(String law, List<Parameter> parameters) {
        Shape common = Shape.of();
        for (Parameter parameter : parameters) {
            Shape next = Shape.broadcast(common, parameter.value.shape());
            if (next == null) {
                StringBuilder shapes = new StringBuilder();
                for (Parameter p : parameters) {
                    shapes.append(shapes.isEmpty() ? "" : ", ")
                            .append(p.name)
                            .append(" is ")
                            .append(p.value.shape());
                }
                throw new IllegalArgumentException(law + ": the parameters' shapes do not fit together: " + shapes);
            }
            common = next;
        }
        return common;
    }
}
