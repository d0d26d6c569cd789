package dev.jensen.core.distribution;

import dev.jensen.core.support.IntegerRange;

/**
 * A law of whole numbers. As there is no smooth map of ℝ onto its support, it can be observed, but not be the law of a
 * latent variable.
 */
public interface Discrete extends Distribution {
    @Override
    IntegerRange support();
}
