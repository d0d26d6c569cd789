package dev.jensen.core.family;

import dev.jensen.core.family.StructuredGaussian.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the factor L of a {@link StructuredGaussian} may have numbers, and where φ has them. */
final class FactorRows {

    private final List<Block> blocks;
    private final int[] order;
    private final int[] blockOf;
    private final int[] begins;
    private final int[][] columns;
    private final int entries;

    /**
     * Lays the rows out.
     *
     * @throws IllegalArgumentException naming the block and the coordinate or ancestor that does not fit
     */
    FactorRows(List<Block> blocks) {
        this.blocks = blocks;
        int d = blocks.stream().mapToInt(b -> b.coordinates().size()).sum();
        Gaussian.requireDimension("StructuredGaussian", d);
        order = new int[d];
        blockOf = new int[d];
        begins = new int[d];
        columns = new int[d][];
        Arrays.fill(blockOf, -1);
        int next = 0;
        int count = 0;
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            List<Integer> above = new ArrayList<>();
            for (int a : block.ancestors()) {
                requireAncestor(b, a);
                above.addAll(blocks.get(a).coordinates());
            }
            for (int i : block.coordinates()) {
                requireFree(b, i);
                blockOf[i] = b;
                order[next++] = i;
                begins[i] = count;
                columns[i] = above.stream().mapToInt(Integer::intValue).toArray();
                count = Math.addExact(count, columns[i].length);
                above.add(i);
            }
        }
        entries = count;
    }

    private void requireFree(int b, int i) {
        if (i < 0 || i >= order.length || blockOf[i] >= 0) {
            throw new IllegalArgumentException("StructuredGaussian block " + b + " takes coordinate " + i
                    + ": each of the coordinates 0 to " + (order.length - 1) + " must be in one block");
        }
    }

    private void requireAncestor(int b, int a) {
        if (a < 0
                || a >= b
                || !blocks.get(b).ancestors().containsAll(blocks.get(a).ancestors())) {
            throw new IllegalArgumentException("StructuredGaussian block " + b + " has ancestor " + a
                    + ": ancestors must come before the block, and their ancestors be among its own");
        }
    }

    /** The coordinates, block after block. */
    int[] order() {
        return order;
    }

    /** The block of each coordinate. */
    int[] blockOf() {
        return blockOf;
    }

    /** Where the row of each coordinate begins in λ, which is φ from 2d on. */
    int[] begins() {
        return begins;
    }

    /** The columns of each coordinate's row, without the diagonal. */
    int[][] columns() {
        return columns;
    }

    /** The length of λ. */
    int entries() {
        return entries;
    }
}
