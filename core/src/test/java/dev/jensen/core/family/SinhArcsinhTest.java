package dev.jensen.core.family;

class SinhArcsinhTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return NormalizingFlow.sinhArcsinh(dimension);
    }
}
