package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationTest {

    private static int[] all(int n, long epoch) {
        int[] order = new int[n];
        Permutation.of(n, 7, 3, epoch).fill(0, n, order);
        return order;
    }

    @Test
    void everyNumberComesOnce() {
        IntStream.concat(IntStream.rangeClosed(1, 300), IntStream.of(4095, 4096, 4097, 100_000))
                .forEach(n -> {
                    int[] order = all(n, n);
                    Arrays.sort(order);
                    assertArrayEquals(IntStream.range(0, n).toArray(), order, () -> "n = " + n);
                });
    }

    @Test
    void partsAreThoseOfTheWhole() {
        int[] order = all(1000, 5);
        int[] part = new int[100];
        Permutation.of(1000, 7, 3, 5).fill(300, 100, part);
        assertArrayEquals(Arrays.copyOfRange(order, 300, 400), part);
        assertFalse(Arrays.equals(order, all(1000, 6)), "each epoch has an order of its own");
    }

    /** Pearson's statistic for 21 numbers at two positions, 420 cells; over orders it is χ² with 419 degrees of freedom. */
    @Test
    void pairsOfPositionsAreUniform() {
        int n = 21;
        int orders = 42_000;
        int[] count = new int[n * n];
        int[] pair = new int[2];
        for (int epoch = 0; epoch < orders; epoch++) {
            Permutation.of(n, 1, 0, epoch).fill(4, 2, pair);
            count[pair[0] * n + pair[1]]++;
        }
        double expected = (double) orders / (n * (n - 1));
        double statistic = 0;
        for (int i = 0; i < count.length; i++) {
            if (i % (n + 1) == 0) {
                assertEquals(0, count[i], "two positions never hold the same number");
            } else {
                statistic += (count[i] - expected) * (count[i] - expected) / expected;
            }
        }
        // scipy 1.17 chi2(419).ppf([5e-5, 1 - 5e-5]): false alarm 1e-4 for a fresh seed; the seed is fixed
        assertTrue(statistic > 315.7 && statistic < 541.1, "χ² = " + statistic);
    }

    @Test
    void refusesPositionsThatAreNotThere() {
        Permutation five = Permutation.of(5, 1, 0, 0);
        assertThrows(IllegalArgumentException.class, () -> five.fill(3, 3, new int[3]));
        assertThrows(IllegalArgumentException.class, () -> new Permutation(0, 1));
    }
}
