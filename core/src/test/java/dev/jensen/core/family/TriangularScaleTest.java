package dev.jensen.core.family;

class TriangularScaleTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return dimension > 3 ? NormalizingFlow.triangular(dimension, 3, 1) : NormalizingFlow.triangular(dimension, 0);
    }

    /** Scales are exponential in the parameters: with larger ones central differences lose their digits. */
    @Override
    double perturbation() {
        return 0.15;
    }
}
