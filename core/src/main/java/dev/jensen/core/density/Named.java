package dev.jensen.core.density;

/** A log density whose coordinates stand for named variables, perhaps constrained ones. */
public interface Named extends LogDensity {

    /** Returns the variables behind the coordinates. */
    Variables variables();
}
