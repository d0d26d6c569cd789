package dev.jensen.models.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NeighboursTest {
    @Test
    void findsIslands() {
        Neighbours map = Neighbours.edges(6, new int[] {4, 0, 5}, new int[] {0, 5, 4});
        assertEquals(4, map.islands());
        assertArrayEquals(new int[] {0, 4, 5}, map.regions(0));
        assertEquals(3, map.island(3));
        assertEquals(0, map.degree(1));
        assertEquals(2, map.degree(5));
        assertEquals("map of 6 regions on 4 islands", map.toString());
    }

    @Test
    void aGridHasFourNeighboursInside() {
        Neighbours grid = Neighbours.grid(3, 4);
        assertEquals(4, grid.degree(5));
        assertEquals(2, grid.degree(0));
        assertEquals(1, grid.islands());
        assertEquals(2 * (3 * 3 + 2 * 4), grid.adjacency().nonZeros());
        assertEquals(12 + 34, grid.laplacian().nonZeros());
    }

    private static Expr icar(Icar icar) {
        Expr[] made = new Expr[1];
        Model.of("map", m -> {
            m.latent("unused", Normal.of(0, 1));
            made[0] = icar.latent(m, "phi");
        });
        return made[0];
    }

    @Test
    void saysWhatIsWrong() {
        Neighbours alone = Neighbours.of(new int[][] {{1}, {0}, {}});
        Neighbours two = Neighbours.of(new int[][] {{1}, {0}, {3}, {2}});
        Expr half = Expr.constant(0.5);
        Map<String, Executable> bad = Map.of(
                "neighbours: region 0 lists region 2, but region 2 does not list region 0: borders are mutual, so list both or"
                        + " neither",
                () -> Neighbours.of(new int[][] {{1, 2}, {0}, {1}}),
                "neighbours: region 1 is listed as its own neighbour: leave it out",
                () -> Neighbours.of(new int[][] {{1}, {0, 1}}),
                "neighbours: region 0 lists region 1 twice: list each neighbour once",
                () -> Neighbours.edges(2, new int[] {0, 1}, new int[] {1, 0}),
                "neighbours: neighbour of region 0 is 2, outside 0 to 1",
                () -> Neighbours.of(new int[][] {{2}, {}}),
                "neighbours: a map needs at least one region",
                () -> Neighbours.of(new int[0][]),
                "ConditionalAutoregressive: region 2 has no neighbours, and so no law: leave it out, or give it an effect of its"
                        + " own",
                () -> ConditionalAutoregressive.of(alone, half, half, half),
                "ConditionalAutoregressive dependence must be between 0 and 1: 1.5",
                () -> ConditionalAutoregressive.of(two, half, half, Expr.constant(1.5)),
                "Icar \"phi\": region 2 has no neighbours, and so no law: leave it out, or say byIsland()",
                () -> icar(Icar.of(alone)),
                "Icar \"phi\": the map falls into 2 islands (from region 0 there is no way to region 2), whose levels would be"
                        + " free: add the missing borders, or say byIsland()",
                () -> icar(Icar.of(two)),
                "Icar \"phi\": a map of one region has no differences",
                () -> icar(Icar.of(Neighbours.grid(1, 1)).byIsland()));
        bad.forEach((message, call) -> assertEquals(
                message, assertThrows(IllegalArgumentException.class, call).getMessage()));
    }
}
