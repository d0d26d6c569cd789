package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;

/** Checks, once at the start of a run, that the parts of an estimation fit together. */
final class Sizes {

    private Sizes() {}

    /** Returns S·d. */
    static int ofBatch(LogDensity target, Family family, int draws) {
        if (target.dimension() != family.dimension()) {
            throw new IllegalArgumentException("the target has " + target.dimension() + " dimensions, but " + family
                    + " has " + family.dimension() + ": make the family with the target's dimension()");
        }
        return Math.multiplyExact(requireDraws("an estimation", 1, draws), target.dimension());
    }

    static int requireDraws(String who, int atLeast, int draws) {
        if (draws < atLeast) {
            throw new IllegalArgumentException(
                    who + " needs at least " + atLeast + (atLeast == 1 ? " draw: " : " draws: ") + draws);
        }
        return draws;
    }
}
