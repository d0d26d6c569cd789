package dev.jensen.core.algorithm.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparsePrecisionTest {

    private static BitSet[] graph(int n, int[]... edges) {
        BitSet[] neighbours = IntStream.range(0, n).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
        for (int[] edge : edges) {
            neighbours[edge[0]].set(edge[1]);
            neighbours[edge[1]].set(edge[0]);
        }
        return neighbours;
    }

    /** Two crossed effects of 4 and 6 levels, each with a mean. */
    private static BitSet[] crossed() {
        BitSet[] neighbours = graph(12);
        for (int a = 0; a < 4; a++) {
            for (int b = 4; b < 10; b++) {
                neighbours[a].set(b);
                neighbours[b].set(a);
                neighbours[11].set(b);
                neighbours[b].set(11);
            }
            neighbours[10].set(a);
            neighbours[a].set(10);
        }
        return neighbours;
    }

    /** What differences of gradients of −½zᵀAz would say: for each colour the sum of its columns. */
    private static double[][] sums(double[][] a, SparsePrecision precision) {
        double[][] sums = new double[precision.colours()][a.length];
        for (int i = 0; i < precision.size(); i++) {
            for (int row = 0; row < a.length; row++) {
                sums[precision.colour(i)][row] += a[row][precision.coordinate(i)];
            }
        }
        return sums;
    }

    @Test
    void theFactorIsThatOfTheMatrixWhoseColumnsShareColours() {
        BitSet[] neighbours = crossed();
        SplittableRandom random = new SplittableRandom(3);
        double[][] a = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < i; j++) {
                a[i][j] = neighbours[i].get(j) ? random.nextDouble(-1, 1) : 0;
                a[j][i] = a[i][j];
            }
            a[i][i] = 8;
        }
        SparsePrecision precision = new SparsePrecision(IntStream.range(0, 12).toArray(), neighbours);
        assertEquals(6, precision.colours()); // one for each of four a, one for all b, one for the mean of b
        double[][] sums = sums(a, precision);
        double[] l = new double[precision.entries()];
        precision.factor((colour, i) -> sums[colour][i], 0.01, l);
        double[] x = random.doubles(12, -1, 1).toArray();
        double[] u = new double[12]; // A x in the order of elimination
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                u[i] += a[precision.coordinate(i)][j] * x[j];
            }
        }
        precision.solve(l, u);
        precision.solveTransposed(l, u);
        for (int i = 0; i < 12; i++) {
            assertEquals(x[precision.coordinate(i)], u[i], 1e-12);
        }
    }

    @Test
    void aHubIsEliminatedLastAndAChainNeedsThreeColours() {
        SparsePrecision star = new SparsePrecision(IntStream.range(0, 6).toArray(), graph(6, new int[][] {
            {2, 0}, {2, 1}, {2, 3}, {2, 4}, {2, 5}
        }));
        assertEquals(2, star.colours());
        assertEquals(6 + 5, star.entries(), "nothing fills in");
        SparsePrecision chain = new SparsePrecision(IntStream.range(0, 7).toArray(), graph(7, new int[][] {
            {0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}
        }));
        assertEquals(3, chain.colours());
        assertEquals(7 + 6, chain.entries());
    }

    @Test
    void whereTheMatrixIsNotPositiveTheFactorStillIs() {
        SparsePrecision pair = new SparsePrecision(new int[] {0, 1}, graph(2, new int[][] {{0, 1}}));
        double[][] sums = sums(new double[][] {{-1, 3}, {3, 0}}, pair);
        double[] l = new double[pair.entries()];
        pair.factor((colour, i) -> sums[colour][i], 0.01, l);
        assertTrue(l[0] > 0 && l[1] > 0, l[0] + " " + l[1]);
    }
}
