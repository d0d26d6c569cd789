package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.kernel.UnaryKernel;

/** The functions of one, two or three numbers on registers of any strides. */
public final class Elementwise {
    private Elementwise() {}

    /** out = f(x). */
    public static final class One extends Instruction {
        private final UnaryKernel kernel;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;
        private final Runs runs;

        /** Prepares the call over registers and their arrays. */
        public One(UnaryKernel kernel, Register x, double[] xs, Register out, double[] outs, Runs runs) {
            this.kernel = kernel;
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
            int[] xRuns = runs.offset[0];
            int[] oRuns = runs.offset[1];
            for (int r = 0; r < xRuns.length; r++) {
                kernel.apply(xs, xo + xRuns[r], outs, oo + oRuns[r], runs.length);
            }
        }
    }

    /** out = f(x, y). */
    public static final class Two extends Instruction {
        private final BinaryKernel kernel;
        private final Register x;
        private final double[] xs;
        private final Register y;
        private final double[] ys;
        private final Register out;
        private final double[] outs;
        private final Runs runs;

        /** Prepares the call over registers and their arrays. */
        public Two(
                BinaryKernel kernel,
                Register x,
                double[] xs,
                Register y,
                double[] ys,
                Register out,
                double[] outs,
                Runs runs) {
            this.kernel = kernel;
            this.x = x;
            this.xs = xs;
            this.y = y;
            this.ys = ys;
            this.out = out;
            this.outs = outs;
            this.runs = runs;
        }

        @Override
        public void run(Position at) {
            int xo = x.offset(at);
            int yo = y.offset(at);
            int oo = out.offset(at);
            int[] xRuns = runs.offset[0];
            int[] yRuns = runs.offset[1];
            int[] oRuns = runs.offset[2];
            int xStep = runs.step[0];
            int yStep = runs.step[1];
            for (int r = 0; r < oRuns.length; r++) {
                kernel.apply(xs, xo + xRuns[r], xStep, ys, yo + yRuns[r], yStep, outs, oo + oRuns[r], runs.length);
            }
        }
    }

    /** What a kernel of three numbers does. */
    public interface TernaryKernel {
        /** Writes f(x, y, z) of n elements; a step is 1 for a run, 0 for one number. */
        void apply(
                double[] x,
                int xo,
                int xStep,
                double[] y,
                int yo,
                int yStep,
                double[] z,
                int zo,
                int zStep,
                double[] out,
                int oo,
                int n);
    }

    /** out = f(x, y, z). */
    public static final class Three extends Instruction {
        private final TernaryKernel kernel;
        private final Register[] in;
        private final double[][] ins;
        private final Register out;
        private final double[] outs;
        private final Runs runs;

        /** Prepares the call over registers and their arrays. */
        public Three(TernaryKernel kernel, Register[] in, double[][] ins, Register out, double[] outs, Runs runs) {
            this.kernel = kernel;
            this.in = in;
            this.ins = ins;
            this.out = out;
            this.outs = outs;
            this.runs = runs;
        }

        @Override
        public void run(Position at) {
            int xo = in[0].offset(at);
            int yo = in[1].offset(at);
            int zo = in[2].offset(at);
            int oo = out.offset(at);
            for (int r = 0; r < runs.count(); r++) {
                kernel.apply(
                        ins[0],
                        xo + runs.offset[0][r],
                        runs.step[0],
                        ins[1],
                        yo + runs.offset[1][r],
                        runs.step[1],
                        ins[2],
                        zo + runs.offset[2][r],
                        runs.step[2],
                        outs,
                        oo + runs.offset[3][r],
                        runs.length);
            }
        }
    }
}
