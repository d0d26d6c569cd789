package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import org.jspecify.annotations.Nullable;

/** Checks known vectors or matrices one by one, each as a whole. */
final class VectorCheck {
    private VectorCheck() {}

    /** What is required of all elements together. */
    interface Requirement {
        /** The violated requirement with the value at fault, such as "must sum to 1: 0.7", or null where they are legal. */
        @Nullable
        String violated(double[] vector);
    }

    /**
     * Looks at each value.
     *
     * @param size how many elements one value has, the last ones of a row
     */
    static void check(String what, Expr x, int size, Requirement requirement) {
        KnownValues values = KnownValues.of(x);
        if (values == null) {
            return;
        }
        double[] vector = new double[size];
        for (int row = 0; row < values.rows(); row++) {
            for (int start = 0; start < values.elements(); start += size) {
                for (int k = 0; k < size; k++) {
                    vector[k] = values.at(row, start + k);
                }
                String violated = requirement.violated(vector);
                if (violated != null) {
                    String of = values.elements() > size ? ", number " + start / size : "";
                    String where = (values.hasRows() ? ", row " + row : "") + of;
                    throw new IllegalArgumentException(what + where + (where.isEmpty() ? " " : ", ") + violated);
                }
            }
        }
    }
}
