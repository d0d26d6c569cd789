package dev.jensen.core.family;

class MeanFieldLaplaceTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return MeanFieldLaplace.of(dimension);
    }

    /** The density has a kink at its centre, where the trapezoidal rule is of second order. */
    @Override
    double integralTolerance() {
        return 2e-3;
    }
}
