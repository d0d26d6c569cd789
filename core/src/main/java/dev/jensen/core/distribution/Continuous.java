package dev.jensen.core.distribution;

import dev.jensen.core.support.ContinuousSupport;

/** A law with a density, whose unknowns have a gradient: its support is an image of ℝᵈ. */
public interface Continuous extends Distribution {
    @Override
    ContinuousSupport support();
}
