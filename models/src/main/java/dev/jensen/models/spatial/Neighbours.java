package dev.jensen.models.spatial;

import dev.jensen.core.expr.SparseMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Which regions of a map border on which, mutual and without self-neighbours. Immutable. */
public final class Neighbours {
    private final int[][] lists;
    private final int[] island;
    private final int islands;

    private Neighbours(int[][] lists) {
        this.lists = lists;
        island = new int[lists.length];
        Arrays.fill(island, -1);
        int count = 0;
        for (int start = 0; start < lists.length; start++) {
            if (island[start] < 0) {
                flood(start, count++);
            }
        }
        islands = count;
    }

    private void flood(int start, int number) {
        Deque<Integer> shore = new ArrayDeque<>(List.of(start));
        island[start] = number;
        while (!shore.isEmpty()) {
            for (int next : lists[shore.remove()]) {
                if (island[next] < 0) {
                    island[next] = number;
                    shore.add(next);
                }
            }
        }
    }

    /**
     * A map from each region's list of neighbours.
     *
     * @param lists for each region the numbers of its neighbours, from 0, each once; an empty list for a region without; copied
     * @throws IllegalArgumentException naming the regions, if a list is not mutual, or has a region itself, one twice or one that
     *     does not exist
     */
    public static Neighbours of(int[][] lists) {
        if (lists.length == 0) {
            throw new IllegalArgumentException("neighbours: a map needs at least one region");
        }
        int[][] sorted = new int[lists.length][];
        for (int i = 0; i < lists.length; i++) {
            sorted[i] = lists[i].clone();
            Arrays.sort(sorted[i]);
            for (int k = 0; k < sorted[i].length; k++) {
                requireRegion(sorted[i][k], lists.length, "neighbour of region " + i);
                if (sorted[i][k] == i) {
                    throw new IllegalArgumentException(
                            "neighbours: region " + i + " is listed as its own neighbour: leave it out");
                }
                if (k > 0 && sorted[i][k] == sorted[i][k - 1]) {
                    throw new IllegalArgumentException("neighbours: region " + i + " lists region " + sorted[i][k]
                            + " twice: list each neighbour once");
                }
            }
        }
        for (int i = 0; i < sorted.length; i++) {
            for (int j : sorted[i]) {
                if (Arrays.binarySearch(sorted[j], i) < 0) {
                    throw new IllegalArgumentException(
                            "neighbours: region " + i + " lists region " + j + ", but region " + j
                                    + " does not list region " + i + ": borders are mutual, so list both or neither");
                }
            }
        }
        return new Neighbours(sorted);
    }

    /**
     * A map from its borders.
     *
     * @param regions how many regions there are
     * @param first one region of each border, from 0
     * @param second the other one; each border once, in either direction
     */
    public static Neighbours edges(int regions, int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "neighbours: " + first.length + " and " + second.length + " ends: a border has two");
        }
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            lists.add(new ArrayList<>());
        }
        for (int e = 0; e < first.length; e++) {
            requireRegion(first[e], regions, "end of border " + e);
            requireRegion(second[e], regions, "end of border " + e);
            lists.get(first[e]).add(second[e]);
            if (first[e] != second[e]) {
                lists.get(second[e]).add(first[e]);
            }
        }
        return of(lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
    }

    /**
     * A map of a grid, whose cells border on those above, below, left and right.
     *
     * @param rows at least 1
     * @param columns at least 1; cell (i, j) is region i·columns + j
     */
    public static Neighbours grid(int rows, int columns) {
        List<int[]> borders = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int cell = i * columns + j;
                if (j + 1 < columns) {
                    borders.add(new int[] {cell, cell + 1});
                }
                if (i + 1 < rows) {
                    borders.add(new int[] {cell, cell + columns});
                }
            }
        }
        return edges(
                rows * columns,
                borders.stream().mapToInt(b -> b[0]).toArray(),
                borders.stream().mapToInt(b -> b[1]).toArray());
    }

    private static void requireRegion(int region, int regions, String what) {
        if (region < 0 || region >= regions) {
            throw new IllegalArgumentException(
                    "neighbours: " + what + " is " + region + ", outside 0 to " + (regions - 1));
        }
    }

    /** {@return the number of regions} */
    public int size() {
        return lists.length;
    }

    /** {@return how many neighbours a region has} */
    public int degree(int region) {
        return lists[region].length;
    }

    /** {@return the number of islands, parts of the map between which there is no way; a region without neighbours is one} */
    public int islands() {
        return islands;
    }

    /** {@return the number of a region's island, from 0 in the order of their first regions} */
    public int island(int region) {
        return island[region];
    }

    /** {@return the regions of an island in their order} */
    public int[] regions(int number) {
        List<Integer> regions = new ArrayList<>();
        for (int i = 0; i < island.length; i++) {
            if (island[i] == number) {
                regions.add(i);
            }
        }
        return regions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@return W, 1 where two regions border} */
    public SparseMatrix adjacency() {
        return matrix(1, 0);
    }

    /** {@return Q = D − W, the number of neighbours on the diagonal: xᵀQx = Σ (xᵢ − xⱼ)² over borders} */
    public SparseMatrix laplacian() {
        return matrix(-1, 1);
    }

    private SparseMatrix matrix(double border, double degree) {
        int count = lists.length;
        for (int[] list : lists) {
            count += list.length;
        }
        int[] row = new int[count];
        int[] column = new int[count];
        double[] values = new double[count];
        int at = 0;
        for (int i = 0; i < lists.length; i++) {
            row[at] = i;
            column[at] = i;
            values[at++] = degree * lists[i].length;
            for (int j : lists[i]) {
                row[at] = i;
                column[at] = j;
                values[at++] = border;
            }
        }
        return SparseMatrix.of(lists.length, lists.length, row, column, values);
    }

    /** A dense D·degree + W·border. */
    double[][] dense(double border, double degree) {
        double[][] dense = new double[lists.length][lists.length];
        for (int i = 0; i < lists.length; i++) {
            dense[i][i] = degree * lists[i].length;
            for (int j : lists[i]) {
                dense[i][j] = border;
            }
        }
        return dense;
    }

    /** Refuses regions without neighbours. */
    void requireNeighbours(String law, String wayOut) {
        for (int i = 0; i < lists.length; i++) {
            if (lists[i].length == 0) {
                throw new IllegalArgumentException(
                        law + ": region " + i + " has no neighbours, and so no law: " + wayOut);
            }
        }
    }

    @Override
    public String toString() {
        return "map of " + lists.length + " regions on " + islands + (islands == 1 ? " island" : " islands");
    }
}
