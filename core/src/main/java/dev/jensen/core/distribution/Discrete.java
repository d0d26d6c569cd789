package dev.jensen.core.distribution;

import dev.jensen.core.support.IntegerRange;

/**
 * A law of whole numbers. There is no smooth map of ℝ onto its support: an unknown with such a law has no gradient, and is summed
 * out, or fitted along the score function.
 */
public interface Discrete extends Distribution {
    @Override
    IntegerRange support();
}
