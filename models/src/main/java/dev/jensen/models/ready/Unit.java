package dev.jensen.models.ready;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.LocationScale;

/** Coordinates of latents in the response's unit: plain where that is near 1, in units of the prior where a fit would not find its way. */
final class Unit {
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e4;

    private Unit() {}

    static boolean isNearOne(double scale) {
        return scale > SMALL && scale < LARGE;
    }

    /** A law whose scale is about that of the response. */
    static Continuous suited(LocationScale law, double scale) {
        return isNearOne(scale) ? law : law.nonCentered();
    }
}
