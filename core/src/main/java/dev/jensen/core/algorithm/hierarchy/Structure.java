package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.density.Separable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which coordinates tie the others together, and which small blocks are independent given these, as the target's graph says: two
 * coordinates are neighbours where a term of log p̃ depends on both.
 *
 * @param scales the globals that are constrained, ascending: scales, mostly
 * @param others the other globals, ascending
 * @param blocks of at most three coordinates; of any size {@linkplain #ofScales with scales alone} as globals
 * @param neighbours of every coordinate
 */
public record Structure(int[] scales, int[] others, int[][] blocks, BitSet[] neighbours) {
    private static final int MOST_IN_BLOCK = 3;
    private static final int MOST_SCALES = 12;
    private static final int MOST_COLOURS = 16;
    private static final int FEWEST_NEIGHBOURS = 3;
    private static final double MOST_GLOBALS = 0.6; // of all coordinates

    /**
     * Finds the structure: constrained coordinates with at least three neighbours are globals, and then whatever has most neighbours
     * left, until all that remains is in blocks of at most three.
     *
     * @param constrained the coordinates that no component shows as they are
     * @return nothing where the globals would be more than three fifths
     */
    public static Optional<Structure> of(Separable target, int[] constrained) {
        int d = target.dimension();
        BitSet[] neighbours = neighbours(target);
        BitSet isConstrained = new BitSet();
        BitSet alive = new BitSet();
        alive.set(0, d);
        BitSet globals = new BitSet();
        for (int i : constrained) {
            isConstrained.set(i);
            if (neighbours[i].cardinality() >= FEWEST_NEIGHBOURS) {
                globals.set(i);
            }
        }
        alive.andNot(globals);
        List<int[]> blocks = components(neighbours, alive);
        while (blocks.stream().anyMatch(block -> block.length > MOST_IN_BLOCK)) {
            BitSet left = alive;
            int busiest = alive.stream()
                    .boxed()
                    .max(Comparator.comparingInt(i -> degree(neighbours[i], left)))
                    .orElseThrow();
            globals.set(busiest);
            alive.clear(busiest);
            if (globals.cardinality() > MOST_GLOBALS * d) {
                return Optional.empty();
            }
            blocks = components(neighbours, alive);
        }
        if (blocks.isEmpty() || globals.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Structure(
                globals.stream().filter(isConstrained::get).toArray(),
                globals.stream().filter(i -> !isConstrained.get(i)).toArray(),
                blocks.toArray(int[][]::new),
                neighbours));
    }

    /**
     * Finds the structure with no globals but the constrained coordinates, and blocks of any size, as sparse as the graph: where the
     * blocks' law given these is nearly normal, there is no more to know of them. Where no coordinate is constrained, all globals
     * count as scales.
     *
     * @param constrained the coordinates that no component shows as they are
     * @return nothing where there are none, or more than twelve, or where the rest is not sparse
     */
    public static Optional<Structure> ofScales(Separable target, int[] constrained) {
        BitSet[] neighbours = neighbours(target);
        int[] scales = Arrays.stream(constrained)
                .filter(i -> neighbours[i].cardinality() >= FEWEST_NEIGHBOURS)
                .toArray();
        if (scales.length == 0) {
            scales = of(target, scales).map(Structure::globals).orElse(scales);
        }
        return given(scales, neighbours);
    }

    private static Optional<Structure> given(int[] scales, BitSet[] neighbours) {
        BitSet alive = new BitSet();
        alive.set(0, neighbours.length);
        Arrays.stream(scales).forEach(alive::clear);
        long busy = alive.stream()
                .filter(i -> degree(neighbours[i], alive) > MOST_COLOURS)
                .count();
        if (scales.length == 0 || scales.length > MOST_SCALES || busy > MOST_COLOURS || alive.isEmpty()) {
            return Optional.empty();
        }
        int[][] blocks = components(neighbours, alive).toArray(int[][]::new);
        Structure structure = new Structure(scales, new int[0], blocks, neighbours);
        SparsePrecision precision = structure.precision();
        boolean isSparse = precision.colours() <= Math.min(MOST_COLOURS, precision.size() / 2);
        return isSparse ? Optional.of(structure) : Optional.empty();
    }

    /** The same target with fewer scales, and what they were in the blocks; nothing where there are none, or the rest is not sparse. */
    Optional<Structure> narrowedTo(int[] fewer) {
        return given(fewer, neighbours);
    }

    /** Where the second derivatives of the blocks are not 0. */
    SparsePrecision precision() {
        return new SparsePrecision(
                Arrays.stream(blocks).flatMapToInt(Arrays::stream).sorted().toArray(), neighbours);
    }

    private static BitSet[] neighbours(Separable target) {
        BitSet[] neighbours = new BitSet[target.dimension()];
        Arrays.setAll(neighbours, i -> new BitSet());
        for (int t = 0; t < target.terms(); t++) {
            int[] coordinates = target.coordinates(t);
            BitSet all = new BitSet();
            for (int i : coordinates) {
                all.set(i);
            }
            for (int i : coordinates) {
                neighbours[i].or(all);
            }
        }
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i].clear(i);
        }
        return neighbours;
    }

    private static int degree(BitSet neighbours, BitSet alive) {
        BitSet left = (BitSet) neighbours.clone();
        left.and(alive);
        return left.cardinality();
    }

    private static List<int[]> components(BitSet[] neighbours, BitSet alive) {
        List<int[]> components = new ArrayList<>();
        BitSet waiting = (BitSet) alive.clone();
        for (int i = waiting.nextSetBit(0); i >= 0; i = waiting.nextSetBit(0)) {
            BitSet component = new BitSet();
            Deque<Integer> stack = new ArrayDeque<>(List.of(i));
            waiting.clear(i);
            while (!stack.isEmpty()) {
                int at = stack.pop();
                component.set(at);
                BitSet next = (BitSet) neighbours[at].clone();
                next.and(waiting);
                next.stream().forEach(stack::push);
                waiting.andNot(next);
            }
            components.add(component.stream().toArray());
        }
        return components;
    }

    /** The same globals, of which only these count as scales. */
    public Structure withScales(int[] fewer) {
        int[] rest = Arrays.stream(globals())
                .filter(i -> Arrays.stream(fewer).noneMatch(h -> h == i))
                .sorted()
                .toArray();
        return new Structure(fewer, rest, blocks, neighbours);
    }

    /** The scales, then the others. */
    public int[] globals() {
        int[] globals = Arrays.copyOf(scales, scales.length + others.length);
        System.arraycopy(others, 0, globals, scales.length, others.length);
        return globals;
    }

    int largestBlock() {
        return Arrays.stream(blocks).mapToInt(block -> block.length).max().orElse(0);
    }

    @Override
    public String toString() {
        return globals().length + " globals and " + blocks.length + " blocks of at most " + largestBlock();
    }
}
