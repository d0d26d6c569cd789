package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.engine.function.NormalIntegral;
import java.util.Arrays;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;

class ScrambledSobolTest extends NoiseContract {

    @Override
    Noise noise(long seed, long stream) {
        return new ScrambledSobol(seed, stream);
    }

    @Test
    void everyCoordinateHasOnePointInEachOfSEqualIntervals() {
        int draws = 256;
        int dimension = 40;
        double[] out = new double[draws * dimension];
        noise(1, 0).fill(2, draws, dimension, out);
        for (int j = 0; j < dimension; j++) {
            boolean[] met = new boolean[draws];
            for (int s = 0; s < draws; s++) {
                met[(int) (NormalIntegral.normalCdf(out[s * dimension + j]) * draws)] = true;
            }
            for (boolean each : met) {
                assertTrue(each, "coordinate " + j);
            }
        }
    }

    @Test
    void theFirstTwoCoordinatesFillEveryElementaryBox() {
        // a (0, 6, 2)-net: one of 64 points in each box of 2⁻ᵃ × 2⁻⁽⁶⁻ᵃ⁾, scrambled or not
        double[] out = new double[64 * 2];
        noise(3, 0).fill(0, 64, 2, out);
        for (int a = 0; a <= 6; a++) {
            boolean[] met = new boolean[64];
            for (int s = 0; s < 64; s++) {
                int i = (int) (NormalIntegral.normalCdf(out[2 * s]) * (1 << a));
                int j = (int) (NormalIntegral.normalCdf(out[2 * s + 1]) * (1 << (6 - a)));
                met[i * (1 << (6 - a)) + j] = true;
            }
            for (boolean each : met) {
                assertTrue(each, "boxes of height " + a);
            }
        }
    }

    @Test
    void directionsGiveTheSequenceOfCommonsMath() {
        int dimension = 100;
        int[][] directions = SobolDirections.of(dimension);
        SobolSequenceGenerator expected = new SobolSequenceGenerator(dimension);
        int[] point = new int[dimension];
        expected.nextVector();
        for (int n = 1; n < 1000; n++) {
            double[] next = expected.nextVector();
            for (int j = 0; j < dimension; j++) {
                point[j] ^= directions[j][Integer.numberOfTrailingZeros(n)];
                assertEquals(next[j], Integer.toUnsignedLong(point[j]) * 0x1p-32, 0);
            }
        }
    }

    @Test
    void errorsOfASmoothIntegrandAreFarBelowThoseOfMonteCarlo() {
        // E[Π (1 + ε_j/4 + sin ε_j)] = 1; fixed seeds
        double sobol = meanSquareError(noise(1, 0));
        double monteCarlo = meanSquareError(MonteCarlo.seed(1));
        assertTrue(sobol < monteCarlo / 10, sobol + " against " + monteCarlo);
    }

    @Test
    void coordinatesAndStepsAreScrambledIndependently() {
        // the same draw of 64 in two coordinates, and in two steps: 4.5 standard errors, fixed seeds
        RunningMoments coordinates = new RunningMoments();
        RunningMoments steps = new RunningMoments();
        double[] now = new double[64 * 2];
        double[] next = new double[64 * 2];
        for (int step = 0; step < 20_000; step += 2) {
            noise(9, 0).fill(step, 64, 2, now);
            noise(9, 0).fill(step + 1, 64, 2, next);
            coordinates.add(now[20] * now[21]);
            steps.add(now[20] * next[20]);
        }
        assertEquals(0, coordinates.mean(), 4.5 * coordinates.estimate().standardError());
        assertEquals(0, steps.mean(), 4.5 * steps.estimate().standardError());
    }

    @Test
    void saysHowManyDimensionsThereAre() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> noise(1, 0).fill(0, 1, 1001, new double[1001]))
                .getMessage();
        assertTrue(message.contains("at most 1000 dimensions: 1001; use Antithetic"), message);
        double[] out = new double[1000];
        noise(1, 0).fill(0, 1, 1000, out);
        assertTrue(Arrays.stream(out).allMatch(Double::isFinite));
    }

    private static double meanSquareError(Noise noise) {
        RunningMoments squares = new RunningMoments();
        double[] out = new double[256 * 4];
        for (int step = 0; step < 200; step++) {
            noise.fill(step, 256, 4, out);
            double mean = 0;
            for (int s = 0; s < 256; s++) {
                double product = 1;
                for (int j = 0; j < 4; j++) {
                    product *= 1 + out[4 * s + j] / 4 + Math.sin(out[4 * s + j]);
                }
                mean += product / 256;
            }
            squares.add((mean - 1) * (mean - 1));
        }
        return squares.mean();
    }
}
