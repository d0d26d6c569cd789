package dev.jensen.core.estimator;

import dev.jensen.core.density.Separable;
import dev.jensen.core.family.Blockwise;
import java.util.Arrays;
import java.util.BitSet;

/** Which terms of a target, and whose log densities, depend on each block of a family. */
final class Blanket {
    private final int[][] blocksOfTerm; // those that the term's coordinates are in, and their ancestors
    private final int[][] ancestors; // of each block, and itself

    Blanket(Separable target, Blockwise family) {
        int[] blockOf = new int[family.dimension()];
        ancestors = new int[family.blocks()][];
        for (int b = 0; b < ancestors.length; b++) {
            for (int i : family.coordinates(b)) {
                blockOf[i] = b;
            }
            int[] above = family.ancestors(b);
            ancestors[b] = Arrays.copyOf(above, above.length + 1);
            ancestors[b][above.length] = b;
        }
        blocksOfTerm = new int[target.terms()][];
        for (int t = 0; t < blocksOfTerm.length; t++) {
            BitSet blocks = new BitSet();
            for (int i : target.coordinates(t)) {
                for (int b : ancestors[blockOf[i]]) {
                    blocks.set(b);
                }
            }
            blocksOfTerm[t] = blocks.stream().toArray();
        }
    }

    /** Writes ℓ_b of one draw, the terms that depend on block b less the log densities that do. */
    void gather(double[] terms, double[] logFamily, int draw, double[] values) {
        int count = ancestors.length;
        int at = draw * count;
        Arrays.fill(values, at, at + count, 0);
        for (int t = 0; t < blocksOfTerm.length; t++) {
            for (int b : blocksOfTerm[t]) {
                values[at + b] += terms[draw * blocksOfTerm.length + t];
            }
        }
        for (int c = 0; c < count; c++) {
            for (int b : ancestors[c]) {
                values[at + b] -= logFamily[at + c];
            }
        }
    }
}
