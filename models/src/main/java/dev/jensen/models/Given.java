package dev.jensen.models;

import dev.jensen.core.expr.Plate;
import java.util.Objects;

/** What the caller of a statement must give: a null is refused by the name of the statement. */
final class Given {
    private Given() {}

    /** Checks the values of a statement, such as {@code given(values, "data", "radon")}. */
    static <T> T given(T values, String what, String name) {
        return given(values, "values", what, name);
    }

    /** Checks a part of a statement. */
    static <T> T given(T part, String partName, String what, String name) {
        return Objects.requireNonNull(part, () -> partName + " of " + what + " \"" + name + "\" must not be null");
    }

    /** Checks numbers that no plate counts. */
    static double[] some(double[] values, String what, String name) {
        if (given(values, what, name).length == 0) {
            throw new IllegalArgumentException(
                    what + " \"" + name + "\" has no values: give at least one; check that its data were read");
        }
        return values;
    }

    /** Checks the plate of a statement. */
    static Plate plateOf(String what, String name, Plate plate) {
        return given(plate, "plate", what, name);
    }

    /** Checks the rows of a statement, none of which may be null; how long they are others check. */
    static double[][] givenRows(double[][] rows, String what, String name) {
        for (int i = 0; i < given(rows, what, name).length; i++) {
            given(rows[i], "row " + i, what, name);
        }
        return rows;
    }

    /** Copies whole numbers. */
    static double[] toDoubles(int[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
