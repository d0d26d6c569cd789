package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * Limits are 4.5 standard errors unless a line says otherwise: about 30 comparisons, 0.02 % false alarms for a fresh
 * seed; the seeds are fixed, so red means the code changed.
 */
class MonteCarloTest extends NoiseContract {

    private static final int N = 1_000_000;
    private static final double LIMIT = 4.5;

    @Override
    Noise noise(long seed, long stream) {
        return new MonteCarlo(seed, stream);
    }

    @Test
    void hasTheMomentsOfAStandardNormal() {
        double[] x = fill(MonteCarlo.seed(1), 0, N);
        assertEquals(0, mean(x, x, 1, 0), LIMIT / Math.sqrt(N));
        assertEquals(1, mean(x, x, 2, 0), LIMIT * Math.sqrt(2.0 / N));
        assertEquals(0, mean(x, x, 3, 0), LIMIT * Math.sqrt(15.0 / N));
        assertEquals(3, mean(x, x, 4, 0), LIMIT * Math.sqrt(96.0 / N));
    }

    @Test
    void isNormalByKolmogorovAndSmirnov() {
        double[] x = fill(MonteCarlo.seed(2), 0, N);
        Arrays.sort(x);
        NormalDistribution normal = new NormalDistribution();
        double distance = 0;
        for (int i = 0; i < N; i++) {
            double p = normal.cumulativeProbability(x[i]);
            distance = Math.max(distance, Math.max(p - (double) i / N, (i + 1.0) / N - p));
        }
        assertTrue(distance * Math.sqrt(N) < 2.2, "distance " + distance); // Kolmogorov's law: 0.01 % beyond 2.2
    }

    @Test
    void positionsStepsStreamsAndSeedsAreUncorrelated() {
        MonteCarlo noise = MonteCarlo.seed(3);
        double[] x = fill(noise, 0, N);
        for (int lag = 1; lag <= 4; lag++) {
            assertUncorrelated(Arrays.copyOf(x, N - lag), Arrays.copyOfRange(x, lag, N), "lag " + lag);
        }
        assertUncorrelated(x, fill(noise, 1, N), "steps");
        assertUncorrelated(x, fill(noise.stream(1), 0, N), "streams");
        assertUncorrelated(x, fill(MonteCarlo.seed(4), 0, N), "seeds");
        double[] first = new double[N / 10];
        double[] one = new double[1];
        for (int step = 0; step < first.length; step++) {
            noise.fill(step, 1, 1, one);
            first[step] = one[0];
        }
        assertUncorrelated(
                Arrays.copyOf(first, first.length - 1),
                Arrays.copyOfRange(first, 1, first.length),
                "first of each step");
    }

    @Test
    void isAPureFunctionOfStepAndPosition() {
        double[] whole = fill(new MonteCarlo(5, 6), 7, 1000);
        assertArrayEquals(whole, fill(new MonteCarlo(5, 6), 7, 1000));
        assertArrayEquals(Arrays.copyOf(whole, 10), fill(new MonteCarlo(5, 6), 7, 10));
        double[] twoDimensions = new double[1000];
        new MonteCarlo(5, 6).fill(7, 500, 2, twoDimensions);
        assertArrayEquals(whole, twoDimensions);
        assertFalse(Arrays.equals(whole, fill(new MonteCarlo(6, 5), 7, 1000)));
    }

    private static void assertUncorrelated(double[] x, double[] y, String what) {
        double limit = LIMIT / Math.sqrt(x.length);
        assertEquals(0, mean(x, y, 1, 1), limit, what);
        assertEquals(1, mean(x, y, 2, 2), LIMIT * Math.sqrt(8.0 / x.length), what + ", squares"); // var x²y² = 9 − 1
    }

    private static double mean(double[] x, double[] y, int powerX, int powerY) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(x[i], powerX) * Math.pow(y[i], powerY);
        }
        return sum / x.length;
    }

    private static double[] fill(Noise noise, long step, int count) {
        double[] out = new double[count];
        noise.fill(step, count, 1, out);
        return out;
    }
}
