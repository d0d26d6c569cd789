package dev.jensen.core.engine.instruction;

/** Something done along one inner axis, whose entries lie at a fixed distance: sum, log-sum-exp, running sum. */
public final class AxisReduction extends Instruction {
    /** A kernel that walks over planes. */
    public interface PlaneKernel {
        /** Walks over planes of n numbers. */
        void apply(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n);
    }

    private final PlaneKernel kernel;
    private final int planes;
    private final int planeStride;
    private final Register x;
    private final double[] xs;
    private final Register out;
    private final double[] outs;
    private final Runs runs;

    /** Prepares the call over registers and their arrays. */
    public AxisReduction(
            PlaneKernel kernel,
            int planes,
            int planeStride,
            Register x,
            double[] xs,
            Register out,
            double[] outs,
            Runs runs) {
        this.kernel = kernel;
        this.planes = planes;
        this.planeStride = planeStride;
        this.x = x;
        this.xs = xs;
        this.out = out;
        this.outs = outs;
        this.runs = runs;
    }

    @Override
    public void run(Position at) {
        int xo = x.offset(at);
        int oo = out.offset(at);
        for (int r = 0; r < runs.count(); r++) {
            kernel.apply(xs, xo + runs.offset[0][r], planeStride, planes, outs, oo + runs.offset[1][r], runs.length);
        }
    }
}
