package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.jensen.core.diagnostic.RunningMoments;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every noise promises whose draws are standard normal at every step. An implementation says how to make one. */
abstract class NoiseContract {

    private static final int DRAWS = 16;
    private static final int DIMENSION = 3;

    abstract Noise noise(long seed, long stream);

    @Test
    void everyNumberIsStandardNormalOverTheSteps() {
        // 4.5 standard errors × 48 numbers × 4 moments: 0.13 % for a fresh seed; the seed is fixed
        Noise noise = noise(3, 0);
        RunningMoments[][] powers = new RunningMoments[DRAWS * DIMENSION][4];
        for (RunningMoments[] ofNumber : powers) {
            Arrays.setAll(ofNumber, k -> new RunningMoments());
        }
        double[] out = new double[DRAWS * DIMENSION];
        for (int step = 0; step < 20_000; step++) {
            noise.fill(step, DRAWS, DIMENSION, out);
            for (int i = 0; i < out.length; i++) {
                for (int k = 0; k < 4; k++) {
                    powers[i][k].add(Math.pow(out[i], k + 1));
                }
            }
        }
        double[] expected = {0, 1, 0, 3};
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 4; k++) {
                double error = powers[i][k].estimate().standardError();
                assertEquals(expected[k], powers[i][k].mean(), 4.5 * error, "number " + i + ", moment " + (k + 1));
            }
        }
    }

    @Test
    void coordinatesOfADrawAreUncorrelated() {
        // 4.5 standard errors × 3 pairs: 0.002 % for a fresh seed; the seed is fixed
        Noise noise = noise(4, 0);
        RunningMoments[] products = {new RunningMoments(), new RunningMoments(), new RunningMoments()};
        double[] out = new double[DRAWS * DIMENSION];
        for (int step = 0; step < 20_000; step++) {
            noise.fill(step, DRAWS, DIMENSION, out);
            int at = step % DRAWS * DIMENSION;
            for (int pair = 0; pair < 3; pair++) {
                products[pair].add(out[at + pair] * out[at + (pair + 1) % 3]);
            }
        }
        for (RunningMoments product : products) {
            assertEquals(0, product.mean(), 4.5 * product.estimate().standardError());
        }
    }

    @Test
    void isAPureFunctionOfSeedStreamAndStep() {
        double[] first = fill(noise(5, 6), 7);
        Noise same = noise(5, 6);
        fill(same, 8);
        assertArrayEquals(first, fill(same, 7));
        assertFalse(Arrays.equals(first, fill(same, 8)));
        assertFalse(Arrays.equals(first, fill(noise(5, 7), 7)));
        assertFalse(Arrays.equals(first, fill(noise(6, 5), 7)));
    }

    @Test
    void takesAnyNumberOfDrawsAndDimensionsAndWritesNoMore() {
        for (int draws = 1; draws <= 5; draws++) {
            for (int dimension = 0; dimension <= 3; dimension++) {
                double[] out = new double[draws * dimension + 1];
                Arrays.fill(out, 99);
                noise(1, 0).fill(0, draws, dimension, out);
                for (int i = 0; i < draws * dimension; i++) {
                    assertTrue(Math.abs(out[i]) < 9, draws + " × " + dimension);
                }
                assertEquals(99, out[draws * dimension], 0);
            }
        }
    }

    @Test
    @Tag("allocation")
    void allocatesNothingAfterTheFirstCalls() {
        Noise noise = noise(1, 0);
        double[] out = new double[DRAWS * DIMENSION];
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) { // the least of three: the JVM's own first times are not the noise's
            memory.getCurrentThreadAllocatedBytes();
            long before = memory.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < 100; step++) {
                noise.fill(step, DRAWS, DIMENSION, out);
            }
            bytes = Math.min(bytes, memory.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(bytes < 1600, bytes + " bytes in 100 calls"); // the smallest object has 16
    }

    private static double[] fill(Noise noise, long step) {
        double[] out = new double[DRAWS * DIMENSION];
        noise.fill(step, DRAWS, DIMENSION, out);
        return out;
    }
}
