package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.Estimate;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a run minimised, and how low it came.
 *
 * @param what the loss, as its estimator names it: {@code −ELBO}, {@code CUBO of order 2.0}
 * @param value the loss at the fit, with its standard error; in nats where it is information. Of a loss that is biased with few draws, the
 *     value with as many draws as a step of the run had
 * @param kHat of the importance weights p̃/q at the fit, which says whether a loss that is made of them can be trusted; empty where
 *     it is not
 */
public record Minimised(String what, Estimate value, OptionalDouble kHat) {
    private static final double GREATEST_TRUSTED = 0.7;

    /** Of a loss that is not made of weights. */
    public Minimised(String what, Estimate value) {
        this(what, value, OptionalDouble.empty());
    }

    /** Returns for example {@code CUBO of order 2.0: -3.21 ± 0.02}, and a warning where k-hat is too large. */
    @Override
    public String toString() {
        String doubt = kHat.isPresent() && !(kHat.getAsDouble() < GREATEST_TRUSTED)
                ? String.format(
                        Locale.US, " (k-hat %.2f: NOT TO BE TRUSTED, q misses part of the target)", kHat.getAsDouble())
                : "";
        return what + ": " + value + doubt;
    }
}
