package dev.jensen.core.algorithm.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StructureTest {

    /** mu = z0, log tau = z1, then pairs (a, b) of one group each, a after mu and tau, b after a alone. */
    private static ExprDensity groups(int count) {
        return LogDensity.of(2 + 2 * count, z -> {
            Expr sum = z.at(0).square().plus(z.at(1).square());
            for (int j = 0; j < count; j++) {
                Expr a = z.at(2 + 2 * j);
                Expr b = z.at(3 + 2 * j);
                sum = sum.plus(a.minus(z.at(0)).times(z.at(1).negate().exp()).square())
                        .plus(b.minus(a.sin()).square());
            }
            return sum.times(-0.5);
        });
    }

    @Test
    void findsGlobalsAndBlocks() {
        Structure structure = Structure.of(groups(6), new int[] {1}).orElseThrow();
        assertArrayEquals(new int[] {1}, structure.scales());
        assertArrayEquals(new int[] {0}, structure.others());
        assertEquals(6, structure.blocks().length);
        assertArrayEquals(new int[] {2, 3}, structure.blocks()[0]);
        assertEquals("2 globals and 6 blocks of at most 2", structure.toString());
        assertArrayEquals(new int[] {0, 1}, structure.withScales(new int[0]).others());
    }

    @Test
    void findsNoneInAChainOrWhereAllDependOnAll() {
        ExprDensity dense = LogDensity.of(24, z -> z.sum().square().negate());
        assertEquals(Optional.empty(), Structure.of(dense, new int[0]));
        ExprDensity independent = LogDensity.of(24, z -> z.square().sum().negate());
        assertTrue(Structure.of(independent, new int[0]).isEmpty(), "there is no global");
    }

    @Test
    void scalesAreAloneWhereTheRestIsSparse() {
        Structure structure = Structure.ofScales(groups(6), new int[] {1}).orElseThrow();
        assertArrayEquals(new int[] {1}, structure.globals());
        assertEquals(1, structure.blocks().length, "mu ties all groups together");
        assertEquals(13, structure.precision().size());
        assertTrue(structure.precision().colours() <= 3, "mu, a and b");
        ExprDensity dense = LogDensity.of(6, z -> z.sum().square().negate());
        assertTrue(Structure.ofScales(dense, new int[] {5}).isEmpty(), "the rest is not sparse");
        assertTrue(Structure.ofScales(dense, new int[] {0, 1, 2, 3, 4, 5}).isEmpty(), "there is no rest");
    }
}
