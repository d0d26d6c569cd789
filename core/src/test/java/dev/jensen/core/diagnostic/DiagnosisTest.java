package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final int DRAWS = 8192;

    /** p = N(½, 1) times e², q = N(0, s). */
    private static Diagnosis of(double s) {
        double[] z = new double[DRAWS];
        MonteCarlo.seed(1).fill(0, DRAWS, 1, z);
        double[] ratios = new double[DRAWS];
        double elbo = 0;
        for (int i = 0; i < DRAWS; i++) {
            double q = -0.5 * z[i] * z[i] - Math.log(s);
            z[i] *= s;
            ratios[i] = 2 - 0.5 * (z[i] - 0.5) * (z[i] - 0.5) - q;
            elbo += ratios[i] / DRAWS;
        }
        double[] own = new double[DRAWS];
        Arrays.fill(own, 1.0 / DRAWS);
        return Diagnosis.of(
                ImportanceWeights.paretoSmoothed(ratios),
                ratios,
                own,
                new Estimate(elbo, 0.01, DRAWS),
                List.of("z"),
                z,
                Undefined.NOWHERE);
    }

    @Test
    void aWideProposalIsGood() {
        Diagnosis wide = of(1.5);
        assertTrue(wide.kHat() < 0.5 && wide.momentKHat() < 0.5, wide::toString);
        assertEquals(2, wide.logEvidence().value(), 0.05);
        assertTrue(wide.lowerBound() <= 2.02 && wide.upperBound() >= 2, wide::toString);
        assertTrue(wide.elbo().value() <= wide.lowerBound());
        // q's mean is ½ sd off, its log sd log 1.5 = 0.41
        assertEquals(0.5, wide.shift(), 0.05);
        assertEquals("z", wide.shifted());
        // E w² = s²/√(2s² − 1) exp(μ²/(2s² − 1)) for a wide normal q about 0: the share is 1/E w²
        double second = 2.25 / Math.sqrt(3.5) * Math.exp(0.25 / 3.5);
        assertEquals(1 / second, wide.effectiveShare(), 0.03);
        assertEquals(2 + 0.5 * Math.log(second), wide.upperBound(), 0.03);
    }

    @Test
    void oneDrawThatHasAllTheWeightSaysNothingOfMoments() {
        Diagnosis far = Diagnosis.of(
                ImportanceWeights.paretoSmoothed(new double[] {0, -900, -900, -900, -900, -900}),
                new double[] {0, -900, -900, -900, -900, -900},
                new double[] {1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0},
                new Estimate(-750, 1, 6),
                List.of("z"),
                new double[] {5, 1, 2, 3, 1, 2},
                Undefined.NOWHERE);
        assertEquals("one of 6 draws has all the weight, so that they say nothing of moments", far.toString());
    }

    @Test
    void aNarrowProposalLosesSecondMomentsBeforeMeans() {
        Diagnosis narrow = of(0.6);
        // the weights' tail has the shape 1 − s² = 0.64 in the limit, and heavier still with squares
        assertTrue(narrow.momentKHat() > narrow.kHat(), narrow::toString);
        assertTrue(narrow.momentKHat() > 0.5, narrow::toString);
        assertTrue(narrow.effectiveShare() < 0.6, narrow::toString);
    }
}
