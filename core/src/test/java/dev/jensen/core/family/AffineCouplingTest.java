package dev.jensen.core.family;

class AffineCouplingTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return NormalizingFlow.realNvp(dimension, 3, 4);
    }
}
