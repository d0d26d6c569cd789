package dev.jensen.core.family;

import static dev.jensen.core.family.FamilyContract.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.jensen.core.noise.MonteCarlo;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every family of laws of whole numbers promises. An implementation says how to make one. */
abstract class DiscreteFamilyContract {

    private static final double STEP = 1e-6;

    abstract DiscreteFamily family(int dimension);

    double[] phi(Family family) {
        double[] phi = family.initial(new double[family.dimension()], 1);
        Random random = new Random(family.parameterCount());
        for (int k = 0; k < phi.length; k++) {
            phi[k] += random.nextDouble(-1.5, 1.5);
        }
        return phi;
    }

    /** All points of the support, one after the other. */
    static double[] points(DiscreteFamily family) {
        int d = family.dimension();
        int count = 1;
        for (int i = 0; i < d; i++) {
            count *= family.outcomes(i);
        }
        double[] points = new double[count * d];
        for (int p = 0; p < count; p++) {
            int left = p;
            for (int i = 0; i < d; i++) {
                points[p * d + i] = left % family.outcomes(i);
                left /= family.outcomes(i);
            }
        }
        return points;
    }

    @Test
    void blocksSumToTheWholeAndTheirScoreIsTheDerivative() {
        assumeTrue(family(3) instanceof Blockwise, "no blocks");
        Blockwise family = (Blockwise) family(3);
        double[] phi = phi(family);
        double[] z = points(family(3));
        double[] whole = logDensity(family, phi, z);
        double[] values = blockLogDensity(family, phi, z);
        for (int s = 0; s < whole.length; s++) {
            assertEquals(whole[s], values[3 * s] + values[3 * s + 1] + values[3 * s + 2], 1e-14);
        }
        double[] weights = new Random(9).doubles(z.length, -1, 1).toArray();
        double[] gradient = new double[phi.length];
        family.blockScore(phi, whole.length, z, weights, gradient);
        for (int k = 0; k < phi.length; k++) {
            double[] up = blockLogDensity(family, moved(phi, k, STEP), z);
            double[] down = blockLogDensity(family, moved(phi, k, -STEP), z);
            double expected = 0;
            for (int i = 0; i < up.length; i++) {
                expected += weights[i] * (up[i] - down[i]) / (2 * STEP);
            }
            assertEquals(expected, gradient[k], 1e-7, "parameter " + k);
        }
    }

    private static double[] blockLogDensity(Blockwise family, double[] phi, double[] z) {
        double[] values = new double[z.length];
        family.blockLogDensity(phi, z.length / family.dimension(), z, values);
        return values;
    }

    private static double[] logDensity(Family family, double[] phi, double[] z) {
        double[] values = new double[z.length / family.dimension()];
        family.logDensity(phi, values.length, z, values);
        return values;
    }

    private static double[] moved(double[] x, int k, double by) {
        double[] copy = x.clone();
        copy[k] += by;
        return copy;
    }

    @Test
    void probabilitiesSumToOne() {
        for (double scale : new double[] {1, 30, 1000}) { // logits of 1,500 too
            DiscreteFamily family = family(4);
            double[] phi = Arrays.stream(phi(family)).map(x -> scale * x).toArray();
            double sum = 0;
            for (double value : logDensity(family, phi, points(family))) {
                sum += Math.exp(value);
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    @Test
    void whatIsNoOutcomeHasNoProbability() {
        DiscreteFamily family = family(2);
        double[] z = {0.5, 0, 0, -1, family.outcomes(0), 0, 0, Double.NaN};
        for (double value : logDensity(family, phi(family), z)) {
            assertEquals(Double.NEGATIVE_INFINITY, value);
        }
    }

    @Test
    void scoreIsTheDerivativeOfTheWeightedLogProbabilities() {
        DiscreteFamily family = family(3);
        double[] phi = phi(family);
        double[] z = points(family);
        double[] weights = new Random(2).doubles(z.length / 3, -1, 1).toArray();
        double[] gradient = new double[phi.length];
        Arrays.setAll(gradient, k -> k); // added to
        family.score(phi, weights.length, z, weights, gradient);
        for (int k = 0; k < phi.length; k++) {
            double expected = 0;
            double[] above = logDensity(family, moved(phi, k, STEP), z);
            double[] below = logDensity(family, moved(phi, k, -STEP), z);
            for (int s = 0; s < weights.length; s++) {
                expected += weights[s] * (above[s] - below[s]) / (2 * STEP);
            }
            assertEquals(expected, gradient[k] - k, 1e-7 * (1 + Math.abs(expected)), "parameter " + k);
        }
    }

    @Test
    void entropyIsItsSumOverThePoints() {
        assumeTrue(family(4) instanceof EntropyKnown, "entropy not known");
        DiscreteFamily family = family(4);
        EntropyKnown known = (EntropyKnown) family;
        double[] phi = phi(family);
        double expected = 0;
        for (double value : logDensity(family, phi, points(family))) {
            expected -= Math.exp(value) * value;
        }
        assertEquals(expected, known.entropy(phi), 1e-13);
        double[] gradient = new double[phi.length];
        Arrays.fill(gradient, 5);
        known.entropyGradient(phi, 0.3, gradient);
        for (int k = 0; k < phi.length; k++) {
            double slope = (known.entropy(moved(phi, k, STEP)) - known.entropy(moved(phi, k, -STEP))) / (2 * STEP);
            assertEquals(0.3 * slope, gradient[k] - 5, 1e-8, "parameter " + k);
        }
        Arrays.setAll(phi, k -> 40 * phi[k]);
        assertTrue(known.entropy(phi) >= 0 && known.entropy(phi) < 1, "entropy near zero: " + known.entropy(phi));
    }

    @Test
    void meanAndVarianceAreTheirSumsOverThePoints() {
        assumeTrue(family(3) instanceof MomentsKnown, "moments not known");
        DiscreteFamily family = family(3);
        double[] phi = phi(family);
        double[] z = points(family);
        double[] logQ = logDensity(family, phi, z);
        double[] mean = new double[3];
        double[] square = new double[3];
        for (int i = 0; i < z.length; i++) {
            mean[i % 3] += Math.exp(logQ[i / 3]) * z[i];
            square[i % 3] += Math.exp(logQ[i / 3]) * z[i] * z[i];
        }
        assertArrayEquals(mean, ((MomentsKnown) family).mean(phi), 1e-13);
        for (int i = 0; i < 3; i++) {
            assertEquals(square[i] - mean[i] * mean[i], ((MomentsKnown) family).variance(phi)[i], 1e-13);
        }
    }

    @Test
    void drawsHaveTheFrequenciesOfTheirProbabilities() {
        // 4 standard errors × at most 27 points: 0.2 % for a fresh seed; the seed is fixed, so red means the code
        // changed
        DiscreteFamily family = family(3);
        double[] phi = phi(family);
        int n = 40_000;
        double[] noise = new double[n * family.noiseDimension()];
        MonteCarlo.seed(20).fill(0, n, family.noiseDimension(), noise);
        double[] z = new double[n * 3];
        family.draw(phi, n, noise, z);
        double[] points = points(family);
        double[] logQ = logDensity(family, phi, points);
        int seen = 0;
        for (int p = 0; p < logQ.length; p++) {
            int count = 0;
            for (int s = 0; s < n; s++) {
                count += Arrays.equals(z, s * 3, s * 3 + 3, points, p * 3, p * 3 + 3) ? 1 : 0;
            }
            double q = Math.exp(logQ[p]);
            assertEquals(q, (double) count / n, 4 * Math.sqrt(q * (1 - q) / n), "point " + p);
            seen += count;
        }
        assertEquals(n, seen);
    }

    @Test
    void noiseOfAnySizeGivesAnOutcome() {
        DiscreteFamily family = family(2);
        double[] z = new double[2];
        for (double size : new double[] {-50, -8.5, 0, 8.5, 50}) {
            double[] noise = new double[family.noiseDimension()];
            Arrays.fill(noise, size);
            for (double scale : new double[] {1, 1000}) {
                double[] phi = Arrays.stream(phi(family)).map(x -> scale * x).toArray();
                family.draw(phi, 1, noise, z);
                for (int i = 0; i < 2; i++) {
                    assertTrue(z[i] >= 0 && z[i] < family.outcomes(i) && z[i] == Math.rint(z[i]), "" + z[i]);
                }
            }
        }
    }

    @Test
    void beginsWithAllPointsAlike() {
        DiscreteFamily family = family(3);
        double[] points = points(family);
        double[] values = logDensity(family, family.initial(new double[3], 0.1), points);
        for (double value : values) {
            assertEquals(-Math.log(values.length), value, 1e-14);
        }
        assertMessage("mean must have 3 entries: 2", () -> family.initial(new double[2], 1));
        assertMessage("mean[1] must be finite: NaN", () -> family.initial(new double[] {0, Double.NaN, 0}, 1));
        assertMessage("must be positive and finite: -1.0", () -> family.initial(new double[3], -1));
        assertMessage("dimension must be at least 1: 0", () -> family(0));
    }

    @Test
    void aBatchIsItsDrawsOneByOneAndInputsStayAsTheyAre() {
        DiscreteFamily family = family(5);
        double[] phi = phi(family);
        double[] before = phi.clone();
        int n = family.noiseDimension();
        double[] noise = new double[4 * n];
        MonteCarlo.seed(3).fill(0, 4, n, noise);
        double[] noiseBefore = noise.clone();
        double[] z = new double[20];
        family.draw(phi, 4, noise, z);
        double[] values = logDensity(family, phi, z);
        for (int s = 0; s < 4; s++) {
            double[] one = new double[5];
            family.draw(phi, 1, Arrays.copyOfRange(noise, s * n, (s + 1) * n), one);
            assertArrayEquals(Arrays.copyOfRange(z, s * 5, (s + 1) * 5), one);
            assertEquals(values[s], logDensity(family, phi, one)[0], 0);
        }
        assertArrayEquals(before, phi);
        assertArrayEquals(noiseBefore, noise);
    }

    @Test
    void allocatesNothingAfterTheFirstCalls() {
        DiscreteFamily family = family(5);
        double[] phi = phi(family);
        double[] noise = new double[40 * family.noiseDimension()];
        double[] z = new double[200];
        double[] values = new double[40];
        double[] gradient = new double[phi.length];
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int call = -10; call < 200; call++) {
            if (call == 0) {
                memory.getCurrentThreadAllocatedBytes();
                before = memory.getCurrentThreadAllocatedBytes();
            }
            family.draw(phi, 40, noise, z);
            family.logDensity(phi, 40, z, values);
            family.score(phi, 40, z, values, gradient);
        }
        long bytes = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 1000, bytes + " bytes in 200 calls"); // the measurement itself may allocate
    }
}
