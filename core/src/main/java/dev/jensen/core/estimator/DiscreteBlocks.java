package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Separable;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.family.DiscreteFamily;
import java.util.BitSet;
import java.util.Optional;

/** The Rao–Blackwellised score of the discrete part of a mixed family, whose coordinates come first in a point. */
final class DiscreteBlocks {

    private final Separable target;
    private final Blockwise family;
    private final int draws;
    private final int[][] blocksOfTerm;
    private final double[] terms; // S·T
    private final double[] logFamily; // S·B
    private final double[] w; // S·B

    private DiscreteBlocks(Separable target, Blockwise family, int draws) {
        this.target = target;
        this.family = family;
        this.draws = draws;
        int[] blockOf = new int[family.dimension()];
        for (int b = 0; b < family.blocks(); b++) {
            for (int i : family.coordinates(b)) {
                blockOf[i] = b;
            }
        }
        blocksOfTerm = new int[target.terms()][];
        for (int t = 0; t < blocksOfTerm.length; t++) {
            BitSet blocks = new BitSet();
            for (int i : target.coordinates(t)) {
                if (i < blockOf.length) {
                    blocks.set(blockOf[i]);
                }
            }
            blocksOfTerm[t] = blocks.stream().toArray();
        }
        terms = new double[Math.multiplyExact(draws, blocksOfTerm.length)];
        logFamily = new double[Math.multiplyExact(draws, family.blocks())];
        w = new double[logFamily.length];
    }

    /** Prepares it where target and family say what depends on what, and no block's law is conditional on another. */
    static Optional<DiscreteBlocks> of(LogDensity target, DiscreteFamily family, int draws) {
        if (target instanceof Separable separable && family instanceof Blockwise blockwise) {
            for (int b = 0; b < blockwise.blocks(); b++) {
                if (blockwise.ancestors(b).length > 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new DiscreteBlocks(separable, blockwise, draws));
        }
        return Optional.empty();
    }

    /**
     * Adds the gradient of −ELBO along the score, the baseline of each block and draw the mean of the other draws.
     *
     * @param z whole points, S·d
     * @param k their discrete coordinates
     */
    void addScore(double[] phi, double[] z, double[] k, double[] gradient) {
        target.termValues(draws, z, terms);
        family.blockLogDensity(phi, draws, k, logFamily);
        int blocks = family.blocks();
        for (int i = 0; i < w.length; i++) {
            w[i] = -logFamily[i];
        }
        for (int s = 0; s < draws; s++) {
            for (int t = 0; t < blocksOfTerm.length; t++) {
                for (int b : blocksOfTerm[t]) {
                    w[s * blocks + b] += terms[s * blocksOfTerm.length + t];
                }
            }
        }
        for (int b = 0; b < blocks; b++) {
            double mean = 0;
            for (int s = 0; s < draws; s++) {
                mean += w[s * blocks + b] / draws;
            }
            for (int s = 0; s < draws; s++) {
                w[s * blocks + b] = (mean - w[s * blocks + b]) / (draws - 1);
            }
        }
        family.blockScore(phi, draws, k, w, gradient);
    }
}
