package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LowRankGaussianTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return LowRankGaussian.of(dimension, Math.min(dimension, 2));
    }

    @Test
    void isTheFullRankGaussianOfItsCovariance() {
        LowRankGaussian low = LowRankGaussian.of(2, 1);
        double[] phi = low.parameters(new double[] {1, -2}, new double[] {0.5, 2}, new double[][] {{1}, {-3}});
        double variance = 1.25; // Σ = [[1.25, −3], [−3, 13]]
        double l00 = Math.sqrt(variance);
        double[][] factor = {{l00, 0}, {-3 / l00, Math.sqrt(13 - 9 / variance)}};
        FullRankGaussian full = FullRankGaussian.of(2);
        double[] same = full.parameters(new double[] {1, -2}, factor);
        double[] z = {0.3, 4, -2, 1};
        double[] ofLow = new double[2];
        double[] ofFull = new double[2];
        low.logDensity(phi, 2, z, ofLow);
        full.logDensity(same, 2, z, ofFull);
        assertArrayEquals(ofFull, ofLow, 1e-12);
        assertEquals(full.entropy(same), low.entropy(phi), 1e-13);
        assertArrayEquals(new double[] {1.25, 13}, low.variance(phi), 1e-14);
    }

    @Test
    void startsAtTheScaleThatItIsTold() {
        LowRankGaussian family = LowRankGaussian.of(5, 3);
        double[] expected = {4, 4, 4, 4, 4};
        assertArrayEquals(expected, family.variance(family.initial(new double[5], 2)), 1e-13);
    }

    @Test
    void namesTheRankThatIsOutOfRange() {
        assertMessage("LowRankGaussian rank must be from 1 to the dimension 3: 4", () -> LowRankGaussian.of(3, 4));
        assertMessage(
                "LowRankGaussian factor[1][0] must be finite: NaN",
                () -> LowRankGaussian.of(2, 1).parameters(new double[2], new double[] {1, 1}, new double[][] {
                    {1}, {Double.NaN}
                }));
    }
}
