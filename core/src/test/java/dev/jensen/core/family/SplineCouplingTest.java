package dev.jensen.core.family;

class SplineCouplingTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return NormalizingFlow.neuralSpline(dimension, 2, 3, 4);
    }

    /** The density has kinks at the knots, where the trapezoidal rule is of second order. */
    @Override
    double integralTolerance() {
        return 1e-3;
    }
}
