package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FixedDrawsTest {

    @Test
    void areThoseOfTheFirstStepAtEveryStep() {
        Noise fixed = FixedDraws.of(MonteCarlo.seed(3));
        double[] first = new double[8];
        MonteCarlo.seed(3).fill(0, 4, 2, first);
        for (int step = 0; step < 3; step++) {
            double[] out = new double[8];
            fixed.fill(step, 4, 2, out);
            assertArrayEquals(first, out);
            out[0] = 99; // the caller's to change
            fixed.fill(step, 2, 1, out);
        }
    }

    @Test
    void matchedDrawsOfSobolHaveMeanZeroAndCovarianceOne() {
        int draws = 64;
        int d = 5;
        double[] out = new double[draws * d];
        FixedDraws.of(new MomentMatched(ScrambledSobol.seed(1))).fill(4, draws, d, out);
        for (int i = 0; i < d; i++) {
            double mean = 0;
            double[] covariance = new double[d];
            for (int s = 0; s < draws; s++) {
                mean += out[s * d + i] / draws;
                for (int j = 0; j < d; j++) {
                    covariance[j] += out[s * d + i] * out[s * d + j] / draws;
                }
            }
            double[] unit = new double[d];
            unit[i] = 1;
            assertEquals(0, mean, 1e-14);
            assertArrayEquals(unit, covariance, 1e-13);
        }
    }
}
