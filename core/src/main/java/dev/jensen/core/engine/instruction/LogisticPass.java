package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.Kernels;

/** η = start + X·b, out = 1/(1 + e^−η), softplus += Σ_rows log(1 + e^η) and sum += Σ_rows X·out, for data X in strips, in one call. */
public final class LogisticPass extends Instruction {
    private final Kernels kernels;
    private final int draws;
    private final int rows;
    private final int columns;
    private final Register x;
    private final double[] xs;
    private final Register b;
    private final double[] bs;
    private final Register start;
    private final double[] starts;
    private final Register eta;
    private final double[] etas;
    private final Register out;
    private final double[] outs;
    private final Accumulator softplus;
    private final Accumulator sum;
    private final double[] scratch = new double[Kernels.REDUCE_SCRATCH];

    /** Prepares the call over registers and their arrays. */
    public LogisticPass(
            Kernels kernels,
            int draws,
            int rows,
            int columns,
            Register x,
            double[] xs,
            Register b,
            double[] bs,
            Register start,
            double[] starts,
            Register eta,
            double[] etas,
            Register out,
            double[] outs,
            Accumulator softplus,
            Accumulator sum) {
        this.kernels = kernels;
        this.draws = draws;
        this.rows = rows;
        this.columns = columns;
        this.x = x;
        this.xs = xs;
        this.b = b;
        this.bs = bs;
        this.start = start;
        this.starts = starts;
        this.eta = eta;
        this.etas = etas;
        this.out = out;
        this.outs = outs;
        this.softplus = softplus;
        this.sum = sum;
    }

    @Override
    public void run(Position at) {
        kernels.logisticRows(
                xs,
                x.offset(at),
                x.elementStride(),
                x.stripStride(),
                columns,
                bs,
                b.offset(at),
                b.drawStride(),
                b.elementStride(),
                starts,
                start.base(),
                start.drawStride(),
                etas,
                eta.offset(at),
                eta.drawStride(),
                outs,
                out.offset(at),
                out.drawStride(),
                draws,
                rows,
                at.rows,
                softplus.array,
                softplus.offset(at.chunk),
                sum.array,
                sum.offset(at.chunk),
                scratch);
    }
}
