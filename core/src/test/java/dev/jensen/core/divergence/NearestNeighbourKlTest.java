package dev.jensen.core.divergence;

import static dev.jensen.core.divergence.DivergenceTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NearestNeighbourKlTest {
    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void byHand() {
        // nearest of x to 0, 1, 3: 1, 1, 2; of y = {5, 10}: 5, 4, 2; mean log = log(5·4·1)/3, and log(m/(n − 1)) = 0
        Divergence estimate = NearestNeighbourKl.of(new double[] {0, 1, 3}, new double[] {5, 10}, 1);
        assertEquals(Math.log(20) / 3, estimate.value(), 1e-15);
        assertEquals(Route.NEAREST_NEIGHBOURS, estimate.route());
        // second nearest of x: 3, 2, 3; of y: 10, 9, 7
        estimate = NearestNeighbourKl.of(new double[] {0, 1, 3}, new double[] {5, 10}, 2);
        assertEquals(Math.log(10.0 / 3 * 9 / 2 * 7 / 3) / 3, estimate.value(), 1e-15);
    }

    /** 0.1 is about 4 standard errors and the bias; the seed is fixed. */
    @Test
    void nearsTheClosedForm() {
        RandomGenerator random = random(1);
        double[] x = random.doubles(4000).map(u -> random.nextGaussian()).toArray();
        double[] y =
                random.doubles(5000).map(u -> 1 + 2 * random.nextGaussian()).toArray();
        double exact = Kl.of(Normal.of(0, 1), Normal.of(1, 2)).value();
        assertEquals(exact, NearestNeighbourKl.of(x, y, 1).value(), 0.1);
        Divergence fifth = NearestNeighbourKl.of(x, y, 5);
        assertEquals(exact, fifth.value(), 0.06);
        assertTrue(fifth.error() > 0.005 && fifth.error() < 0.03, "" + fifth.error());
    }

    @Test
    void nearsTheClosedFormInThreeDimensions() {
        RandomGenerator random = random(2);
        double[][] x = new double[3000][3];
        double[][] y = new double[3000][3];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 3; k++) {
                x[i][k] = random.nextGaussian();
                y[i][k] = 0.5 + 1.5 * random.nextGaussian();
            }
        }
        double[][] unit = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double[][] wide = {{1.5, 0, 0}, {0, 1.5, 0}, {0, 0, 1.5}};
        double exact = Kl.of(
                        MultivariateNormal.of(new double[3], unit),
                        MultivariateNormal.of(new double[] {.5, .5, .5}, wide))
                .value();
        assertEquals(exact, NearestNeighbourKl.of(x, y, 3).value(), 0.15);
    }

    @Test
    void refusesWhatHasNoNeighbours() {
        double[] x = {0, 1, 2};
        assertMessage(IllegalArgumentException.class, () -> NearestNeighbourKl.of(x, x, 0), "at least 1: 0");
        assertMessage(
                IllegalArgumentException.class,
                () -> NearestNeighbourKl.of(x, x, 3),
                "sample x needs at least 4 draws for this k: 3");
        assertMessage(
                IllegalArgumentException.class,
                () -> NearestNeighbourKl.of(x, new double[] {3, 4}, 1).bits().plus(NearestNeighbourKl.of(x, x, 1)),
                "x[0] has its neighbour number 1 in y at distance 0",
                "add noise");
        assertMessage(
                IllegalArgumentException.class,
                () -> NearestNeighbourKl.of(new double[] {0, Double.NaN}, x, 1),
                "x[1] must be finite: NaN");
        assertMessage(
                IllegalArgumentException.class,
                () -> NearestNeighbourKl.of(new double[][] {{0}, {1}}, new double[][] {{0.5, 1}}, 1),
                "y[0] must have length 1, as x[0] has: 2");
        assertArrayEquals(new double[] {0, 1, 2}, x);
    }
}
