package dev.jensen.core.family;

import static dev.jensen.core.family.FamilyContract.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParticlesTest {

    private static final Particles FAMILY = Particles.of(4, 2);
    private static final double[] PHI = {0, 1, 2, 3, 4, 5, -6, 7};

    @Test
    void drawsAreItsPointsEachAsOften() {
        // 4 standard errors × 4 points: 0.03 % for a fresh seed; the seed is fixed
        int n = 10_000;
        double[] noise = new double[n];
        MonteCarlo.seed(3).fill(0, n, 1, noise);
        double[] z = new double[2 * n];
        FAMILY.draw(PHI, n, noise, z);
        for (int point = 0; point < 4; point++) {
            int count = 0;
            for (int s = 0; s < n; s++) {
                count += z[2 * s] == PHI[2 * point] && z[2 * s + 1] == PHI[2 * point + 1] ? 1 : 0;
            }
            assertEquals(0.25, (double) count / n, 4 * Math.sqrt(0.25 * 0.75 / n));
        }
        FAMILY.draw(PHI, 2, new double[] {-50, 50}, z);
        assertArrayEquals(new double[] {0, 1, -6, 7}, Arrays.copyOf(z, 4));
    }

    @Test
    void momentsAreThoseOfItsPoints() {
        assertArrayEquals(new double[] {0, 4}, FAMILY.mean(PHI));
        assertArrayEquals(new double[] {14, 5}, FAMILY.variance(PHI));
        assertArrayEquals(new double[] {2, 3}, FAMILY.points(PHI)[1]);
    }

    @Test
    void hasNoDensity() {
        double[] values = new double[1];
        FAMILY.logDensity(PHI, 1, new double[] {0, 1}, values);
        assertTrue(Double.isNaN(values[0]));
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertMessage("Particles needs at least 1 point: 0", () -> Particles.of(0, 2));
        assertMessage("Particles dimension must be at least 1: 0", () -> Particles.of(2, 0));
        assertMessage("mean must have 2 entries: 1", () -> FAMILY.initial(new double[1], 1));
    }
}
