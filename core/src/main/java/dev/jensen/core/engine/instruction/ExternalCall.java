package dev.jensen.core.engine.instruction;

import dev.jensen.core.expr.Outside;

/** A call of what is computed outside the engine, with the numbers of all draws copied into arrays of its own. */
public final class ExternalCall extends Instruction {
    private final Outside operation;
    private final int draws;
    private final Register[] in;
    private final double[][] ins;
    private final Register out;
    private final double[] outs;
    private final double[][] operands;
    private final double[] result;

    /** Prepares the call over registers and their arrays. */
    public ExternalCall(
            Outside operation, int draws, Register[] in, double[][] ins, int[] sizes, Register out, double[] outs) {
        this.operation = operation;
        this.draws = draws;
        this.in = in;
        this.ins = ins;
        this.out = out;
        this.outs = outs;
        this.operands = new double[in.length][];
        for (int i = 0; i < in.length; i++) {
            operands[i] = new double[Math.multiplyExact(draws, sizes[i])];
        }
        this.result = new double[draws * out.drawStride()];
    }

    @Override
    public void run(Position at) {
        for (int i = 0; i < in.length; i++) {
            int size = operands[i].length / draws;
            for (int k = 0; k < operands[i].length; k++) {
                int from = in[i].base() + k / size * in[i].drawStride() + k % size * in[i].elementStride();
                operands[i][k] = ins[i][from];
            }
        }
        try {
            operation.run(draws, operands, result);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "external function \"" + operation.function().name() + "\" threw " + e, e);
        }
        System.arraycopy(result, 0, outs, out.base(), result.length);
    }
}
