package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.Kernels;

/** What is computed of one triangle of symmetric matrices, draw by draw. */
public final class Triangular {
    private Triangular() {}

    /** The Cholesky factor of a matrix. */
    public static final class Factorize extends Instruction {
        /** {@link Kernels#cholesky}, or {@link Kernels#choleskyOfTriangle} of a matrix that is a triangle. */
        @FunctionalInterface
        public interface Kernel {
            /** Writes the factor of a, n×n, to l. */
            boolean apply(int n, double[] a, int ao, double[] l, int lo);
        }

        private final Kernel kernel;
        private final int draws;
        private final int n;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Factorize(Kernel kernel, int draws, int n, Register x, double[] xs, Register out, double[] outs) {
            this.kernel = kernel;
            this.draws = draws;
            this.n = n;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int a = x.base() + draw * x.drawStride();
                kernel.apply(n, xs, a, outs, out.base() + draw * out.drawStride());
            }
        }
    }

    /** What a covariance receives from a Gaussian density, as a triangle. */
    public static final class OfCovariance extends Instruction {
        private final Kernels kernels;
        private final int draws;
        private final int n;
        private final int k;
        private final double outer;
        private final double inverse;
        private final Register factor;
        private final double[] factors;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;
        private final double[] scratch;

        /** Prepares the call over registers and their arrays. */
        public OfCovariance(
                Kernels kernels,
                int draws,
                int n,
                int k,
                double outer,
                double inverse,
                Register factor,
                double[] factors,
                Register x,
                double[] xs,
                Register out,
                double[] outs) {
            this.kernels = kernels;
            this.draws = draws;
            this.n = n;
            this.k = k;
            this.outer = outer;
            this.inverse = inverse;
            this.factor = factor;
            this.factors = factors;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
            this.scratch = new double[Kernels.covarianceScratch(n)];
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int l = factor.base() + draw * factor.drawStride();
                int v = x.base() + draw * x.drawStride();
                int o = out.base() + draw * out.drawStride();
                kernels.covarianceAdjoint(n, k, outer, inverse, factors, l, xs, v, outs, o, scratch);
            }
        }
    }

    /** The upper triangle of a symmetric matrix, what is off its diagonal twice. */
    public static final class Cut extends Instruction {
        private final int draws;
        private final int n;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Cut(int draws, int n, Register x, double[] xs, Register out, double[] outs) {
            this.draws = draws;
            this.n = n;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int from = x.base() + draw * x.drawStride();
                int to = out.base() + draw * out.drawStride();
                for (int i = 0; i < n; to += n - i, from += n + 1, i++) {
                    outs[to] = xs[from];
                    for (int j = 1; j < n - i; j++) {
                        outs[to + j] = 2 * xs[from + j];
                    }
                }
            }
        }
    }
}
