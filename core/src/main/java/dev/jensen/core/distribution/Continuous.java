package dev.jensen.core.distribution;

import dev.jensen.core.support.ContinuousSupport;

/** A law with a density, which can be the law of a latent variable: its support is an image of ℝᵈ. */
public interface Continuous extends Distribution {
    @Override
    ContinuousSupport support();
}
