package dev.jensen.core.engine;

/** Something done along one inner axis, whose entries lie at a fixed distance: sum, log-sum-exp, running sum. */
final class AxisReduction extends Instruction {
    /** A kernel that walks over planes. */
    interface PlaneKernel {
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

    AxisReduction(
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
    void run(Position at) {
        int xo = x.offset(at);
        int oo = out.offset(at);
        for (int r = 0; r < runs.count(); r++) {
            kernel.apply(xs, xo + runs.offset[0][r], planeStride, planes, outs, oo + runs.offset[1][r], runs.length);
        }
    }
}
