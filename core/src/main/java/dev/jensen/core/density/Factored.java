package dev.jensen.core.density;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A log density that is a sum of named factors: priors, likelihoods and free terms, some of them over the rows of a
 * plate.
 */
public interface Factored extends LogDensity {

    /** Returns the names of the factors, in the order in which they are evaluated. */
    List<String> factors();

    /**
     * Looks for the first factor whose value, or a derivative of it, is not finite at a point. Slow: meant for error
     * messages.
     *
     * @param point length d; read only
     * @return the culprit, or empty when everything is finite
     */
    Optional<NonFinite> firstNonFinite(double[] point);

    /**
     * A factor that is not finite.
     *
     * @param factor its name
     * @param row the row of its plate, or empty where it has no plate
     * @param value its value: infinite or NaN; finite only where it is the derivative that is not finite
     * @param reason what is probably wrong, such as a parameter out of its range; empty where nothing is known
     */
    record NonFinite(String factor, OptionalInt row, double value, String reason) {

        /** Describes the culprit for an error message: {@code factor "y", row 3, is -Infinity}. */
        public String describe() {
            String where = "factor \"" + factor + "\"" + (row.isPresent() ? ", row " + row.getAsInt() + "," : "");
            String what = Double.isFinite(value)
                    ? where + " has a gradient that is not finite (its value is " + value + ")"
                    : where + " is " + value;
            return reason.isEmpty() ? what : what + " because " + reason;
        }
    }
}
