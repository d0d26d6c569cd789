package dev.jensen.core.family;

class InverseAutoregressiveTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return NormalizingFlow.inverseAutoregressive(dimension, 2, 3);
    }
}
