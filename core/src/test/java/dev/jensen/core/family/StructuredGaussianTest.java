package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StructuredGaussianTest {

    /** Globals are the last coordinate; then blocks of two, not next to each other. */
    private static StructuredGaussian arrow(int dimension) {
        List<int[]> locals = new ArrayList<>();
        int half = dimension / 2;
        for (int i = 0; i < half; i++) {
            locals.add(i + half < dimension - 1 ? new int[] {i + half, i} : new int[] {i});
        }
        return StructuredGaussian.arrow(
                dimension == 0 ? new int[0] : new int[] {dimension - 1}, locals.toArray(int[][]::new));
    }

    @Nested
    class Arrow extends FamilyContract {
        @Override
        Family family(int dimension) {
            return arrow(dimension);
        }
    }

    @Nested
    class Blocks extends FamilyContract {
        @Override
        Family family(int dimension) {
            List<int[]> blocks = new ArrayList<>();
            for (int i = 0; i + 1 < dimension; i += 2) {
                blocks.add(new int[] {i, i + 1});
            }
            if (dimension % 2 == 1) {
                blocks.add(new int[] {dimension - 1});
            }
            return StructuredGaussian.blocks(blocks.toArray(int[][]::new));
        }
    }

    @Nested
    class Chain extends FamilyContract {
        /** Each conditional on all before: full rank. */
        @Override
        Family family(int dimension) {
            List<StructuredGaussian.Block> blocks = new ArrayList<>();
            List<Integer> before = new ArrayList<>();
            for (int i = 0; i < dimension; i++) {
                blocks.add(new StructuredGaussian.Block(List.of(i), before));
                before.add(i);
            }
            return StructuredGaussian.of(blocks);
        }

        @Test
        void isTheFullRankGaussian() {
            StructuredGaussian chain = (StructuredGaussian) family(3);
            FullRankGaussian full = FullRankGaussian.of(3);
            double[][] factor = {{0.8, 0, 0}, {0.3, 1.1, 0}, {-0.4, 0.2, 0.6}};
            double[] mean = {1, 2, 3};
            double[] phi = chain.nearest(mean, factor);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(factor[i], chain.factor(phi)[i], 1e-14);
            }
            assertEquals(full.entropy(full.parameters(mean, factor)), chain.entropy(phi), 1e-14);
        }
    }

    @Test
    void hasParametersInProportionToTheRows() {
        int[][] rows = new int[1000][];
        for (int r = 0; r < 1000; r++) {
            rows[r] = new int[] {3 + 2 * r, 4 + 2 * r};
        }
        StructuredGaussian family = StructuredGaussian.arrow(new int[] {0, 1, 2}, rows);
        assertEquals(2 * 2003 + 3 + 1000 * (3 + 4), family.parameterCount());
    }

    @Test
    void saysWhatDoesNotFit() {
        FamilyContract.assertMessage(
                "StructuredGaussian block 1 takes coordinate 1: each of the coordinates 0 to 2 must be in one block",
                () -> StructuredGaussian.blocks(new int[] {0, 1}, new int[] {1}));
        FamilyContract.assertMessage(
                "StructuredGaussian block 0 has ancestor 0: ancestors must come before the block",
                () -> StructuredGaussian.of(List.of(new StructuredGaussian.Block(List.of(0), List.of(0)))));
    }
}
