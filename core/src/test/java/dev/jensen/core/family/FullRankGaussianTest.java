package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class FullRankGaussianTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return FullRankGaussian.of(dimension);
    }

    @Test
    void holdsTheMeanAndFactorThatItIsGiven() {
        FullRankGaussian family = FullRankGaussian.of(3);
        double[][] factor = {{2, 0, 0}, {-1, 0.5, 0}, {3, 4, 1}};
        double[] phi = family.parameters(new double[] {1, -2, 3}, factor);
        double[][] back = family.factor(phi);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(factor[i], back[i], 1e-15);
        }
        assertArrayEquals(new double[] {1, -2, 3}, family.mean(phi));
        assertArrayEquals(new double[] {4, 1.25, 26}, family.variance(phi), 1e-14);
        double[] z = new double[3];
        family.draw(phi, 1, new double[] {1, 10, 100}, z);
        assertArrayEquals(new double[] {1 + 2, -2 - 1 + 5, 3 + 3 + 40 + 100}, z, 1e-13);
    }

    @Test
    void namesTheEntryThatIsOutOfRange() {
        assertMessage(
                "FullRankGaussian factor[1][1] must be positive and finite: 0.0",
                () -> FullRankGaussian.of(2).parameters(new double[2], new double[][] {{1, 0}, {1, 0}}));
    }
}
