package dev.jensen.core.family;

class MeanFieldStudentTTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return MeanFieldStudentT.of(dimension, 9);
    }
}
