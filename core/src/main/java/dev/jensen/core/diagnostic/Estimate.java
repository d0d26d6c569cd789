package dev.jensen.core.diagnostic;

import java.util.Locale;

/**
 * A Monte Carlo estimate of a mean.
 *
 * @param value the mean of the draws
 * @param standardError its standard error; 0 where the value is exact, NaN where one draw says nothing about it
 * @param draws how many independent draws it is made of
 */
public record Estimate(double value, double standardError, long draws) {

    /** Returns the value with its standard error, to the digits that the error leaves: {@code -31.42 ± 0.03}. */
    @Override
    public String toString() {
        if (!Double.isFinite(value) || !(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
            return value + " ± " + standardError;
        }
        int decimals = Math.min(12, Math.max(0, 1 - (int) Math.floor(Math.log10(standardError))));
        String number = "%." + decimals + "f";
        return String.format(Locale.US, number + " ± " + number, value, standardError);
    }
}
