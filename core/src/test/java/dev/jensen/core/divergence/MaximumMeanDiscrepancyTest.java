package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaximumMeanDiscrepancyTest {

    private static double[][] normal(Random random, int count, double mean) {
        double[][] draws = new double[count][2];
        for (double[] draw : draws) {
            draw[0] = mean + random.nextGaussian();
            draw[1] = random.nextGaussian();
        }
        return draws;
    }

    /** N(0, I) against N((μ, 0), I) by exp(−t/2h²): each mean of k is that of an N(·, 2I) difference. */
    private static double exact(double mean, double h) {
        double spread = h * h + 2;
        return 2 * h * h / spread * (1 - Math.exp(-mean * mean / (2 * spread)));
    }

    @Test
    void isUnbiasedAndItsStandardErrorRight() {
        Random random = new Random(1);
        RunningMoments values = new RunningMoments();
        RunningMoments errors = new RunningMoments();
        for (int repeat = 0; repeat < 200; repeat++) {
            Estimate estimate = MaximumMeanDiscrepancy.squared(
                    normal(random, 40, 0), normal(random, 60, 1), GaussianKernel.of(1.3));
            values.add(estimate.value());
            errors.add(estimate.standardError());
        }
        // 4 standard errors: 0.006 % for a fresh seed; the seed is fixed
        assertEquals(exact(1, 1.3), values.mean(), 4 * values.estimate().standardError());
        assertEquals(1, errors.mean() / values.standardDeviation(), 0.2);
    }

    @Test
    void isAboutZeroOfTheSameLaw() {
        Random random = new Random(2);
        RunningMoments values = new RunningMoments();
        for (int repeat = 0; repeat < 100; repeat++) {
            values.add(MaximumMeanDiscrepancy.squared(normal(random, 30, 0), normal(random, 30, 0))
                    .value());
        }
        assertEquals(0, values.mean(), 4 * values.estimate().standardError()); // 0.006 % for a fresh seed
    }

    @Test
    void takesTheMedianDistanceForScale() {
        double[][] x = {{0}, {1}};
        double[][] y = {{3}, {7}};
        // distances 1, 2, 3, 4, 6, 7: the greater of the middle two is 4
        RadialKernel kernel = MaximumMeanDiscrepancy.scaled(x, y, GaussianKernel::of);
        assertEquals(GaussianKernel.of(4), kernel);
        double expected = Math.exp(-1 / 32.0)
                + Math.exp(-16 / 32.0)
                - 0.5 * (Math.exp(-9 / 32.0) + Math.exp(-49 / 32.0) + Math.exp(-4 / 32.0) + Math.exp(-36 / 32.0));
        assertEquals(expected, MaximumMeanDiscrepancy.squared(x, y).value(), 1e-15);
    }

    @Test
    void namesWhatDoesNotFit() {
        double[][] two = {{0, 1}, {1, 0}};
        assertMessage(
                "a maximum mean discrepancy needs at least 2 draws of each law: 2 and 1",
                () -> MaximumMeanDiscrepancy.squared(two, new double[1][2]));
        assertMessage(
                "y[1] must have length 2, as x[0] has: 1",
                () -> MaximumMeanDiscrepancy.squared(two, new double[][] {{1, 2}, {3}}));
        assertMessage(
                "x[1] must be finite: NaN",
                () -> MaximumMeanDiscrepancy.squared(new double[][] {{1, 2}, {3, Double.NaN}}, two));
        double[][] same = new double[3][2];
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MaximumMeanDiscrepancy.squared(same, same))
                .getMessage()
                .startsWith("most draws coincide"));
        assertTrue(Arrays.deepEquals(new double[3][2], same));
    }

    private static void assertMessage(String message, Runnable code) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
