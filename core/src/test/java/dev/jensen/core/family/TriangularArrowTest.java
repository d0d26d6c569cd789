package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriangularArrowTest extends FamilyContract {
    /** Scales 3 and 0, another global 5, and blocks {1, 6} and {2}, {4}. */
    private static TriangularScale arrow() {
        return TriangularScale.arrow(new int[] {3, 0}, new int[] {5}, new int[][] {{1, 6}, {2}, {4}}, 40);
    }

    @Override
    Family family(int dimension) {
        TriangularScale layer = dimension < 3
                ? TriangularScale.arrow(
                        new int[] {0},
                        new int[0],
                        new int[][] {IntStream.range(1, dimension).toArray()},
                        40)
                : TriangularScale.arrow(
                        new int[] {2},
                        new int[] {0},
                        new int[][] {{1}, IntStream.range(3, dimension).toArray()},
                        40);
        return NormalizingFlow.of(dimension, List.of(layer));
    }

    /** Scales are exponential in the parameters: with larger ones central differences lose their digits. */
    @Override
    double perturbation() {
        return 0.15;
    }

    @Test
    void aBlockDependsOnTheGlobalsAndItselfAlone() {
        TriangularScale layer = arrow();
        double[] phi = random(layer.parameterCount(), 1);
        double[] x = random(7, 2);
        double[] y = new double[7];
        layer.forward(phi, 0, 1, x, y);
        double[] moved = x.clone();
        moved[3] += 1; // the first of block {1, 6}, in the order 3 0 5 1 6 2 4
        double[] after = new double[7];
        layer.forward(phi, 0, 1, moved, after);
        for (int i : new int[] {3, 0, 5, 2, 4}) {
            assertEquals(y[i], after[i], "coordinate " + i);
        }
        assertEquals(true, y[1] != after[1] && y[6] != after[6]);
        assertArrayEquals(new int[] {3, 0, 5, 1, 6, 2, 4}, layer.order());
    }

    @Test
    void itsFirstRowsAreTheLayerOfTheGlobals() {
        TriangularScale layer = arrow();
        double[] phi = random(layer.parameterCount(), 3);
        double[] x = random(7, 4);
        double[] y = new double[7];
        layer.forward(phi, 0, 1, x, y);
        TriangularScale leading = layer.leading(3);
        double[] inner = new double[leading.parameterCount()];
        layer.copyLeading(phi, 0, 3, inner);
        double[] first = new double[3];
        leading.forward(inner, 0, 1, x, first);
        assertArrayEquals(new double[] {y[3], y[0], y[5]}, first);
    }

    @Test
    void productsAreLeftOutWhereTheyWouldBeTooMany() {
        int with = arrow().parameterCount();
        int without = TriangularScale.arrow(new int[] {3, 0}, new int[] {5}, new int[][] {{1, 6}, {2}, {4}}, 2)
                .parameterCount();
        assertEquals(5 + 4 + 4, with - without); // products 3·0 for five rows, 3·5 and 0·5 for four each
    }

    @Test
    void refusesACoordinateTwice() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> TriangularScale.arrow(new int[] {0}, new int[0], new int[][] {{1}, {1}}, 40))
                .getMessage();
        assertEquals("TriangularScale blocks must be different coordinates from 0 to 2: 1", message);
    }

    private static double[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n, -0.5, 0.5).toArray();
    }
}
