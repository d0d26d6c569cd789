package dev.jensen.core.distribution;

import dev.jensen.core.support.CountVector;

/**
 * A law of vectors of whole numbers, which are observed; unlike the single number of a {@link Discrete} law, such a vector
 * cannot be an unknown of a model, for there are too many of them to sum out.
 */
public interface DiscreteVector extends Distribution {
    @Override
    CountVector support();
}
