package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FullRankGaussianTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return FullRankGaussian.of(dimension);
    }

    @Test
    void holdsTheMeanAndFactorThatItIsGiven() {
        FullRankGaussian family = FullRankGaussian.of(3);
        double[][] factor = {{2, 0, 0}, {-1, 0.5, 0}, {3, 4, 1}};
        double[] phi = family.parameters(new double[] {1, -2, 3}, factor);
        double[][] back = family.factor(phi);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(factor[i], back[i], 1e-15);
        }
        assertArrayEquals(new double[] {1, -2, 3}, family.mean(phi));
        assertArrayEquals(new double[] {4, 1.25, 26}, family.variance(phi), 1e-14);
        double[] z = new double[3];
        family.draw(phi, 1, new double[] {1, 10, 100}, z);
        assertArrayEquals(new double[] {1 + 2, -2 - 1 + 5, 3 + 3 + 40 + 100}, z, 1e-13);
    }

    @Test
    void namesTheEntryThatIsOutOfRange() {
        assertMessage(
                "FullRankGaussian factor[1][1] must be positive and finite: 0.0",
                () -> FullRankGaussian.of(2).parameters(new double[2], new double[][] {{1, 0}, {1, 0}}));
    }

    @Test
    void drawsOfALargeFactorTogetherAreThoseOneByOne() {
        compare(5); // nine panels of 32 columns, and a rest
        compare(257); // one of 256 rows or columns, and a rest
    }

    private static void compare(int draws) {
        int d = 300;
        FullRankGaussian family = FullRankGaussian.of(d);
        Random random = new Random(1);
        double[] phi = random.doubles(family.parameterCount(), -1, 1).toArray();
        double[] noise = random.doubles((long) draws * d, -2, 2).toArray();
        double[] vectors = random.doubles((long) draws * d, -2, 2).toArray();
        double[] before = random.doubles(phi.length, -1, 1).toArray();

        double[] together = new double[draws * d];
        family.draw(phi, draws, noise, together);
        double[] gradient = before.clone();
        family.pullback(phi, draws, noise, together, vectors, gradient);

        double[] apart = new double[draws * d];
        double[] sum = before.clone();
        for (int s = 0; s < draws; s++) {
            double[] own = Arrays.copyOfRange(noise, s * d, (s + 1) * d);
            double[] z = new double[d];
            family.draw(phi, 1, own, z);
            System.arraycopy(z, 0, apart, s * d, d);
            family.pullback(phi, 1, own, z, Arrays.copyOfRange(vectors, s * d, (s + 1) * d), sum);
        }
        assertArrayEquals(apart, together, 1e-11);
        assertArrayEquals(sum, gradient, 1e-11);
    }
}
