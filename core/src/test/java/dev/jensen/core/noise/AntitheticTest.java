package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AntitheticTest extends NoiseContract {

    @Override
    Noise noise(long seed, long stream) {
        return Antithetic.of(new MonteCarlo(seed, stream));
    }

    @Test
    void drawsComeInOppositePairs() {
        double[] pairs = new double[10];
        double[] base = new double[6];
        noise(1, 2).fill(3, 5, 2, pairs);
        new MonteCarlo(1, 2).fill(3, 3, 2, base);
        for (int pair = 0; pair < 2; pair++) {
            double[] first = Arrays.copyOfRange(base, 2 * pair, 2 * pair + 2);
            assertArrayEquals(first, Arrays.copyOfRange(pairs, 4 * pair, 4 * pair + 2));
            assertArrayEquals(
                    new double[] {-first[0], -first[1]}, Arrays.copyOfRange(pairs, 4 * pair + 2, 4 * pair + 4));
        }
        assertArrayEquals(Arrays.copyOfRange(base, 4, 6), Arrays.copyOfRange(pairs, 8, 10));
    }
}
