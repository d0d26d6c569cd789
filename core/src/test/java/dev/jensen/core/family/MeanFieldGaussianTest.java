package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class MeanFieldGaussianTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return MeanFieldGaussian.of(dimension);
    }

    @Test
    void holdsTheMeansAndScalesThatItIsGiven() {
        MeanFieldGaussian family = MeanFieldGaussian.of(2);
        double[] phi = family.parameters(new double[] {1, -2}, new double[] {0.5, 3});
        assertArrayEquals(new double[] {1, -2}, family.mean(phi));
        assertArrayEquals(new double[] {0.25, 9}, family.variance(phi), 1e-14);
    }

    @Test
    void namesTheScaleThatIsOutOfRange() {
        assertMessage(
                "MeanFieldGaussian scale[1] must be positive and finite: -0.2",
                () -> MeanFieldGaussian.of(2).parameters(new double[2], new double[] {1, -0.2}));
    }
}
