package dev.jensen.core.algorithm.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a sparse symmetric matrix of second derivatives is not 0, and what follows from that: which of its columns one difference of
 * gradients tells together, a star colouring (Coleman and Moré, "Estimation of sparse Hessian matrices and graph coloring problems",
 * Mathematical Programming 28, 1984), and a Cholesky factor in an order of least degree, which fills in little.
 */
final class SparsePrecision {
    private static final double NEGLIGIBLE = 1e-8; // of a pivot

    private final int[] order; // coordinates in the order of elimination
    private final int[] colour; // of each in that order
    private final int colours;
    private final int[][] rows; // of row i the columns j < i of the factor that may not be 0, ascending
    private final int[] from; // where row i begins among all such entries
    private final boolean[][] isNeighbour; // of those entries: whether the matrix itself is not 0
    private final boolean[][] byColumn; // whether the column's gradient tells the entry, at the row
    private final boolean[][] byRow; // whether the row's gradient does, at the column

    /**
     * Looks for colours and an order.
     *
     * @param members the coordinates of the matrix, ascending
     * @param neighbours of every coordinate, of which only members count
     */
    SparsePrecision(int[] members, BitSet[] neighbours) {
        BitSet inside = new BitSet();
        Arrays.stream(members).forEach(inside::set);
        BitSet[] graph = new BitSet[neighbours.length];
        for (int i : members) {
            graph[i] = (BitSet) neighbours[i].clone();
            graph[i].and(inside);
            graph[i].clear(i);
        }
        int n = members.length;
        order = new int[n];
        int[] place = new int[neighbours.length];
        BitSet[] filled = eliminated(members, graph, place);
        int[] ofCoordinate = coloured(members, graph);
        colour = Arrays.stream(order).map(i -> ofCoordinate[i]).toArray();
        colours = Arrays.stream(colour).max().orElse(-1) + 1;
        rows = new int[n][];
        from = new int[n + 1];
        isNeighbour = new boolean[n][];
        byColumn = new boolean[n][];
        byRow = new boolean[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = filled[order[i]].stream().map(c -> place[c]).sorted().toArray();
            from[i + 1] = from[i] + rows[i].length;
            isNeighbour[i] = new boolean[rows[i].length];
            byColumn[i] = new boolean[rows[i].length];
            byRow[i] = new boolean[rows[i].length];
            for (int e = 0; e < rows[i].length; e++) {
                int row = order[i];
                int column = order[rows[i][e]];
                isNeighbour[i][e] = graph[row].get(column);
                byColumn[i][e] = isOnly(graph[row], ofCoordinate, ofCoordinate[column]);
                byRow[i][e] = isOnly(graph[column], ofCoordinate, ofCoordinate[row]);
            }
        }
    }

    private static boolean isOnly(BitSet around, int[] colour, int wanted) {
        return around.stream().filter(i -> colour[i] == wanted).count() == 1;
    }

    /** Eliminates what has fewest neighbours left, always, and returns for each coordinate the earlier ones in its row of the factor. */
    private BitSet[] eliminated(int[] members, BitSet[] graph, int[] place) {
        BitSet[] left = new BitSet[graph.length];
        BitSet[] earlier = new BitSet[graph.length];
        List<Integer> waiting = new ArrayList<>();
        for (int i : members) {
            left[i] = (BitSet) graph[i].clone();
            earlier[i] = new BitSet();
            waiting.add(i);
        }
        for (int k = 0; k < order.length; k++) {
            int next = waiting.stream()
                    .min(Comparator.comparingInt(i -> left[i].cardinality()))
                    .orElseThrow();
            waiting.remove((Integer) next);
            order[k] = next;
            place[next] = k;
            BitSet around = left[next];
            for (int i = around.nextSetBit(0); i >= 0; i = around.nextSetBit(i + 1)) {
                earlier[i].set(next);
                left[i].or(around);
                left[i].clear(i);
                left[i].clear(next);
            }
        }
        return earlier;
    }

    /** Gives colours to the busiest coordinates first, or to the least busy: whichever makes do with fewer. */
    private static int[] coloured(int[] members, BitSet[] graph) {
        Comparator<Integer> byDegree = Comparator.comparingInt(i -> graph[i].cardinality());
        return Stream.of(byDegree.reversed(), byDegree)
                .map(order ->
                        coloured(Arrays.stream(members).boxed().sorted(order).toList(), graph))
                .min(Comparator.comparingInt(
                        colour -> Arrays.stream(colour).max().orElse(0)))
                .orElseThrow();
    }

    /** Gives each coordinate the first colour that leaves every path of four with three of them. */
    private static int[] coloured(List<Integer> order, BitSet[] graph) {
        int[] colour = new int[graph.length];
        Arrays.fill(colour, -1);
        for (int v : order) {
            colour[v] = IntStream.iterate(0, c -> c + 1)
                    .filter(c -> isStar(v, c, graph, colour))
                    .findFirst()
                    .orElseThrow();
        }
        return colour;
    }

    private static boolean isStar(int v, int c, BitSet[] graph, int[] colour) {
        BitSet seen = new BitSet();
        BitSet twice = new BitSet(); // colours of more than one neighbour
        int[] around = graph[v].stream().filter(w -> colour[w] >= 0).toArray();
        for (int w : around) {
            if (colour[w] == c) {
                return false;
            }
            if (seen.get(colour[w])) {
                twice.set(colour[w]);
            }
            seen.set(colour[w]);
        }
        for (int w : around) {
            for (int x = graph[w].nextSetBit(0); x >= 0; x = graph[w].nextSetBit(x + 1)) {
                if (x == v || colour[x] != c) {
                    continue;
                }
                int other = colour[w];
                if (twice.get(other) || graph[x].stream().anyMatch(y -> y != w && colour[y] == other)) {
                    return false;
                }
            }
        }
        return true;
    }

    int size() {
        return order.length;
    }

    /** Returns the coordinate that is eliminated as the i-th. */
    int coordinate(int i) {
        return order[i];
    }

    /** Returns how many differences of gradients tell the matrix. */
    int colours() {
        return colours;
    }

    int colour(int i) {
        return colour[i];
    }

    /** Returns how many numbers a factor has: its diagonal, then what is below it, row after row. */
    int entries() {
        return order.length + from[order.length];
    }

    /** What a difference of gradients says: the change of the gradient at a coordinate for the columns of a colour. */
    @FunctionalInterface
    interface Columns {
        double at(int colour, int coordinate);
    }

    /**
     * Factors the matrix. A pivot that is not positive is replaced by the size of the diagonal, or by the least where that is greater.
     *
     * @param least curvature to take where there is none
     * @param l length {@link #entries}, overwritten
     */
    void factor(Columns columns, double least, double[] l) {
        int n = order.length;
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            double own = columns.at(colour[i], order[i]);
            double pivot = own;
            for (int e = 0; e < rows[i].length; e++) {
                int j = rows[i][e];
                double sum = isNeighbour[i][e] ? entry(columns, i, j, e) : 0;
                for (int k = 0; k < rows[j].length; k++) {
                    sum -= row[rows[j][k]] * l[n + from[j] + k];
                }
                row[j] = sum / l[j];
                l[n + from[i] + e] = row[j];
                pivot -= row[j] * row[j];
            }
            boolean isPositive = pivot > NEGLIGIBLE * Math.max(own, least);
            l[i] = Math.sqrt(isPositive ? pivot : Math.max(Math.abs(own), least));
            for (int j : rows[i]) {
                row[j] = 0;
            }
        }
    }

    private double entry(Columns columns, int i, int j, int e) {
        double fromColumn = columns.at(colour[j], order[i]);
        double fromRow = columns.at(colour[i], order[j]);
        return byColumn[i][e] ? byRow[i][e] ? 0.5 * (fromColumn + fromRow) : fromColumn : fromRow;
    }

    /** u ← L⁻¹u, in the order of elimination. */
    void solve(double[] l, double[] u) {
        int n = order.length;
        for (int i = 0; i < n; i++) {
            for (int e = 0; e < rows[i].length; e++) {
                u[i] -= l[n + from[i] + e] * u[rows[i][e]];
            }
            u[i] /= l[i];
        }
    }

    /** u ← L⁻ᵀu, in the order of elimination. */
    void solveTransposed(double[] l, double[] u) {
        int n = order.length;
        for (int i = n - 1; i >= 0; i--) {
            u[i] /= l[i];
            for (int e = 0; e < rows[i].length; e++) {
                u[rows[i][e]] -= l[n + from[i] + e] * u[i];
            }
        }
    }
}
