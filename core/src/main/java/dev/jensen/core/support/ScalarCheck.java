package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import org.jspecify.annotations.Nullable;

/** Checks known numbers one by one. */
final class ScalarCheck {
    private ScalarCheck() {}

    /** What is required of a number. */
    interface Requirement {
        /** The violated requirement, such as "must be > 0", or null where the value is legal. */
        @Nullable
        String violated(double value, int row, int element);
    }

    static void check(String what, Expr x, Requirement requirement) {
        KnownValues values = KnownValues.of(x);
        if (values == null) {
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            for (int element = 0; element < values.elements(); element++) {
                double value = values.at(row, element);
                String violated = requirement.violated(value, row, element);
                if (violated != null) {
                    throw new IllegalArgumentException(
                            what + values.where(row, element) + " " + violated + ": " + number(value));
                }
            }
        }
    }

    /** A bound at a row and an element, where it is known; otherwise the default. */
    static double bound(@Nullable KnownValues bound, int row, int element, double otherwise) {
        return bound == null ? otherwise : bound.at(row, element);
    }

    /** A bound in words: a number, the name of data, or the expression. */
    static String words(Expr bound) {
        Double number = bound.number();
        return number == null ? bound.toString() : number(number);
    }

    /** Whole numbers without ".0". */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
