package dev.jensen.benchmarks;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Large matrices by whoever the system property {@code dev.jensen.dense} says: {@code Dense 200 1000} prints tab-separated
 * lines of operation, size and milliseconds of this thread's processor time, the least of several runs, or with {@code wall} first of
 * time that passes, for a library with threads of its own. {@code benchmarks/dense} sets two side by side.
 */
public final class Dense {
    private static final long NANOS = 1_000_000_000L;
    private static final int LEAST_GAUSSIAN_PROCESS = 500;
    private static final int MOST_PRODUCT = 2000;
    private static final int[] DRAWS = {10, 128, 512};

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static LongSupplier clock = THREADS::getCurrentThreadCpuTime;

    private Dense() {}

    /** Times the sizes that it is given. */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            if (argument.equals("wall")) {
                clock = System::nanoTime;
                continue;
            }
            int n = Integer.parseInt(argument);
            if (n <= MOST_PRODUCT) {
                kernels(n);
            }
            if (n >= LEAST_GAUSSIAN_PROCESS) {
                gaussianProcess(n);
            }
            if (n == MOST_PRODUCT) {
                for (int draws : DRAWS) {
                    fullRank(n, draws);
                }
            }
        }
    }

    private static void time(String what, int n, Runnable run) {
        long least = Long.MAX_VALUE;
        long begin = clock.getAsLong();
        for (int i = 0; i < 3 || clock.getAsLong() - begin < NANOS; i++) {
            long start = clock.getAsLong();
            run.run();
            least = Math.min(least, clock.getAsLong() - start);
        }
        System.out.printf(Locale.ROOT, "%s\t%d\t%.3f%n", what, n, least / 1e6);
    }

    private static void kernels(int n) {
        Kernels kernels = KernelChoice.best();
        double[] a = new double[n * n + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.exp(-0.1 * Math.abs(i - j)) + (i == j ? 0.1 : 0);
            }
        }
        double[] l = a.clone();
        double[] out = a.clone();
        double[] scratch = new double[Kernels.choleskyScratch(n)];
        time("product", n, () -> kernels.matMul(n, n, n, a, 0, n, 1, a, 0, n, 1, out, 0, n));
        time("product, B transposed", n, () -> kernels.matMul(n, n, n, a, 0, n, 1, a, 0, 1, n, out, 0, n));
        time("Cholesky factor", n, () -> kernels.cholesky(n, a, 0, l, 0));
        time("its derivative", n, () -> kernels.choleskyDerivative(n, l, 0, a, 0, out, 0, scratch));
        time("triangular solve", n, () -> kernels.solveLower(n, n, l, 0, a, 0, out, 0));
    }

    /** Value and gradient of a Gaussian process' log evidence by length scale and noise. */
    private static void gaussianProcess(int n) {
        double[] y = new Random(1).doubles(n, -1, 1).toArray();
        double[] distances = new double[n * n];
        int[] diagonal = new int[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = i * (n + 1);
            for (int j = 0; j < n; j++) {
                distances[i * n + j] = -0.05 * Math.abs(i - j);
            }
        }
        Expr distance = Expr.constant(distances).reshape(n, n);
        ExprDensity target = LogDensity.of(2, z -> {
            Expr noise = z.at(1).exp().broadcastInner(n).put(diagonal, n, n);
            Expr l = distance.times(z.at(0).exp()).exp().plus(noise).choleskyFactor();
            return l.solveLower(Expr.constant(y))
                    .square()
                    .sum()
                    .plus(l.logDeterminantFromFactor())
                    .times(-0.5);
        });
        double[] point = {0.1, -1};
        time("Gaussian process, gradient", n, () -> target.gradient(1, point, new double[1], new double[2]));
    }

    /** Draws and pull-back of a full-rank Gaussian, whose factor is packed: panels of it are multiplied with all draws. */
    private static void fullRank(int d, int draws) {
        FullRankGaussian family = FullRankGaussian.of(d);
        double[] phi = family.initial(new double[d], 1);
        double[] noise = new Random(2).doubles((long) draws * d, -1, 1).toArray();
        double[] z = new double[draws * d];
        double[] gradient = new double[phi.length];
        time("full-rank Gaussian, " + draws + " draws", d, () -> {
            family.draw(phi, draws, noise, z);
            family.pullback(phi, draws, noise, z, noise, gradient);
        });
    }
}
