package dev.jensen.core.family;

class PlanarTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return NormalizingFlow.planar(dimension, 3);
    }

    /** The bends are narrower than most of the normal. */
    @Override
    double integralTolerance() {
        return 1e-6;
    }
}
