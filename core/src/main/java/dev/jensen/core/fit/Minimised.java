package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.Estimate;

/**
 * What a run minimised, and how low it came.
 *
 * @param what the loss, as its estimator names it: {@code −ELBO}, {@code CUBO of order 2.0}
 * @param value the loss at the fit, with its standard error; in nats where it is information. Of a loss that is biased with few draws, the
 *     value with as many draws as a step of the run had
 */
public record Minimised(String what, Estimate value) {

    /** Returns for example {@code CUBO of order 2.0: -3.21 ± 0.02}. */
    @Override
    public String toString() {
        return what + ": " + value;
    }
}
