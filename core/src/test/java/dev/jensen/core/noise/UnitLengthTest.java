package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.diagnostic.RunningMoments;
import org.junit.jupiter.api.Test;

class UnitLengthTest {
    private static final int DRAWS = 16;
    private static final int DIMENSION = 3;

    /** A coordinate of P independent numbers of mean square 1 is uniform on a sphere: E ε⁴ = 3P/(P + 2). */
    @Test
    void squaresAreExactAndFourthMomentsThoseOfASphere() {
        Noise noise = UnitLength.of(Antithetic.of(MonteCarlo.seed(1)));
        RunningMoments fourth = new RunningMoments();
        double[] out = new double[DRAWS * DIMENSION];
        for (int step = 0; step < 5000; step++) {
            noise.fill(step, DRAWS, DIMENSION, out);
            for (int i = 0; i < DIMENSION; i++) {
                double sum = 0;
                double squares = 0;
                for (int s = 0; s < DRAWS; s++) {
                    double x = out[s * DIMENSION + i];
                    sum += x;
                    squares += x * x;
                }
                assertEquals(0, sum, 1e-12);
                assertEquals(DRAWS, squares, 1e-9);
            }
            fourth.add(Math.pow(out[1], 4));
        }
        int pairs = DRAWS / 2;
        assertEquals(
                3.0 * pairs / (pairs + 2), fourth.mean(), 4 * fourth.estimate().standardError());
    }
}
