package dev.jensen.core.family;

class FullRankStudentTTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return FullRankStudentT.of(dimension, 9.5);
    }
}
