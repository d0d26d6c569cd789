package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.Kernels;

/** sum += Σ_rows x. */
public final class RowSum extends Instruction {
    private final Kernels kernels;
    private final int draws;
    private final int elements;
    private final Register x;
    private final double[] xs;
    private final Accumulator sum;

    /** Prepares the call over registers and their arrays. */
    public RowSum(Kernels kernels, int draws, int elements, Register x, double[] xs, Accumulator sum) {
        this.kernels = kernels;
        this.draws = draws;
        this.elements = elements;
        this.x = x;
        this.xs = xs;
        this.sum = sum;
    }

    @Override
    public void run(Position at) {
        int target = sum.offset(at.chunk);
        if (elements == 1) {
            kernels.sumColumns(xs, x.offset(at), x.drawStride(), draws, at.rows, sum.array, target);
            return;
        }
        for (int draw = 0; draw < draws; draw++) {
            int xo = x.offset(at) + draw * x.drawStride();
            kernels.sumColumns(xs, xo, x.elementStride(), elements, at.rows, sum.array, target + draw * elements);
        }
    }
}
