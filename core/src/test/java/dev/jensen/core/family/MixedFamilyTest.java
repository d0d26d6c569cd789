package dev.jensen.core.family;

import static dev.jensen.core.family.FamilyContract.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixedFamilyTest {

    private static final MeanFieldBernoulli TRIALS = MeanFieldBernoulli.of(2);
    private static final FullRankGaussian NORMAL = FullRankGaussian.of(2);
    private static final MixedFamily<MeanFieldBernoulli, FullRankGaussian> MIXED = MixedFamily.of(TRIALS, NORMAL);
    private static final double[] OF_TRIALS = TRIALS.parameters(0.3, 0.6);
    private static final double[] OF_NORMAL =
            NORMAL.parameters(new double[] {1, -2}, new double[][] {{0.5, 0}, {0.3, 2}});
    private static final double[] PHI = MIXED.parameters(OF_TRIALS, OF_NORMAL);

    @Test
    void drawsAreThoseOfItsParts() {
        double[] noise = new double[3 * 4];
        MonteCarlo.seed(1).fill(0, 3, 4, noise);
        double[] z = new double[12];
        MIXED.draw(PHI, 3, noise, z);
        for (int s = 0; s < 3; s++) {
            double[] trials = new double[2];
            double[] normal = new double[2];
            TRIALS.draw(OF_TRIALS, 1, Arrays.copyOfRange(noise, 4 * s, 4 * s + 2), trials);
            NORMAL.draw(OF_NORMAL, 1, Arrays.copyOfRange(noise, 4 * s + 2, 4 * s + 4), normal);
            assertArrayEquals(
                    new double[] {trials[0], trials[1], normal[0], normal[1]}, Arrays.copyOfRange(z, 4 * s, 4 * s + 4));
        }
    }

    @Test
    void logDensityIsTheSumOfItsPartsAndScoreItsDerivative() {
        double[] z = {1, 0, 0.4, -1, 0, 1, 2, 3};
        double[] values = new double[2];
        MIXED.logDensity(PHI, 2, z, values);
        double[] one = new double[2];
        double[] two = new double[2];
        TRIALS.logDensity(OF_TRIALS, 2, new double[] {1, 0, 0, 1}, one);
        NORMAL.logDensity(OF_NORMAL, 2, new double[] {0.4, -1, 2, 3}, two);
        assertArrayEquals(new double[] {one[0] + two[0], one[1] + two[1]}, values);
        double[] weights = {0.7, -1.2};
        double[] gradient = new double[PHI.length];
        Arrays.fill(gradient, 3);
        MIXED.score(PHI, 2, z, weights, gradient);
        for (int k = 0; k < PHI.length; k++) {
            double[] phi = PHI.clone();
            phi[k] += 1e-6;
            MIXED.logDensity(phi, 2, z, one);
            phi[k] -= 2e-6;
            MIXED.logDensity(phi, 2, z, two);
            double expected = (weights[0] * (one[0] - two[0]) + weights[1] * (one[1] - two[1])) / 2e-6;
            assertEquals(expected, gradient[k] - 3, 1e-7 * (1 + Math.abs(expected)), "parameter " + k);
        }
    }

    @Test
    void beginsWithWhatItsPartsBeginWith() {
        assertArrayEquals(
                MIXED.parameters(new double[2], NORMAL.initial(new double[] {3, 4}, 0.1)),
                MIXED.initial(new double[] {1, 0, 3, 4}, 0.1));
        assertMessage("mean must have 4 entries: 2", () -> MIXED.initial(new double[2], 1));
    }

    @Test
    void refusesTwoDiscreteParts() {
        assertMessage(
                "MixedFamily's second part must be continuous: MeanFieldBernoulli[dimension=2]; for discrete coordinates only,"
                        + " take one discrete family of them all",
                () -> MixedFamily.of(TRIALS, TRIALS));
        assertMessage(
                "parameters of the continuous part must have 5 entries: 1",
                () -> MIXED.parameters(OF_TRIALS, new double[1]));
    }
}
