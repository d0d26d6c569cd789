package dev.jensen.core.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What kernels compute from data in strips has the bits of what they compute from the same data in columns. */
public abstract class StripsContract {
    private static final int STRIP = Kernels.STRIP;

    /** A tile has 256 rows at most. */
    private static final int MOST_STRIPS = 256 / STRIP;

    private static final int[] COLUMNS = {2, 3, 5, 10, 25, 41, 100};

    protected abstract Kernels kernels();

    /** Rows and columns of random numbers, in columns and in strips. */
    private static final class Tile {
        final int rows;
        final int k;
        final double[] columns;
        final double[] strips;

        Tile(int rows, int k, long seed) {
            this.rows = rows;
            this.k = k;
            this.columns = KernelsContract.random(rows * k + Kernels.SLACK, seed);
            this.strips = new double[rows * k + Kernels.SLACK];
            for (int c = 0; c < k; c++) {
                for (int t = 0; t < rows; t++) {
                    strips[(t / STRIP * k + c) * STRIP + t % STRIP] = columns[c * rows + t];
                }
            }
        }
    }

    @Test
    void productsHaveTheSameBits() {
        SplittableRandom shapes = new SplittableRandom(1);
        for (int trial = 0; trial < 120; trial++) {
            Tile x = new Tile(STRIP * shapes.nextInt(1, MOST_STRIPS + 1), COLUMNS[trial % COLUMNS.length], trial);
            int k = x.k;
            int q = shapes.nextInt(1, 24);
            int rows = x.rows;
            double[] b = KernelsContract.random(q * k, trial + 1);
            double[] start = KernelsContract.random(q, trial + 2);
            double[] expected = new double[q * rows + Kernels.SLACK];
            double[] actual = new double[q * rows + Kernels.SLACK];
            kernels().project(x.columns, 0, rows, STRIP, k, b, 0, 1, q, start, 0, 1, expected, 0, rows, q, rows);
            kernels().project(x.strips, 0, STRIP, STRIP * k, k, b, 0, 1, q, start, 0, 1, actual, 0, rows, q, rows);
            assertArrayEquals(expected, actual, 0);
        }
    }

    @Test
    void sumsOverRowsHaveTheSameBits() {
        SplittableRandom shapes = new SplittableRandom(2);
        double[] scratch = new double[Kernels.REDUCE_SCRATCH];
        for (int trial = 0; trial < 120; trial++) {
            Tile x = new Tile(STRIP * shapes.nextInt(1, MOST_STRIPS + 1), COLUMNS[trial % COLUMNS.length], trial);
            int k = x.k;
            int q = trial % 3 == 0 ? 1 : shapes.nextInt(1, 13);
            int rows = x.rows;
            int n = trial % 2 == 0 ? rows : rows - shapes.nextInt(STRIP);
            double[] g = KernelsContract.random(q * rows + Kernels.SLACK, trial + 1);
            double[] expected = KernelsContract.random(q * k, trial + 2);
            double[] actual = expected.clone();
            kernels().reduceRows(x.columns, 0, rows, STRIP, k, g, 0, rows, q, n, expected, 0, k, 1, scratch);
            kernels().reduceRows(x.strips, 0, STRIP, STRIP * k, k, g, 0, rows, q, n, actual, 0, k, 1, scratch);
            assertArrayEquals(expected, actual, 0);
        }
    }

    /** Among the products are some whose exponential is subnormal, infinite ones and NaN. */
    @Test
    void aLogisticPassHasTheBitsOfItsParts() {
        SplittableRandom shapes = new SplittableRandom(3);
        double[] special = {709, -720, 1e4, Double.POSITIVE_INFINITY, Double.NaN};
        for (int trial = 0; trial < 120; trial++) {
            Tile x = new Tile(64 * shapes.nextInt(1, 5), COLUMNS[trial % COLUMNS.length], trial);
            int q = shapes.nextInt(1, 13);
            double[] b = KernelsContract.random(q * x.k, trial + 1);
            double[] start = KernelsContract.random(q, trial + 2);
            if (trial % 3 == 0) {
                start[shapes.nextInt(q)] = special[shapes.nextInt(special.length)];
            }
            int n = trial % 4 == 0 ? x.rows - shapes.nextInt(STRIP) : x.rows;
            assertArrayEquals(
                    pass(x.columns, x.rows, STRIP, x, b, start, q, n),
                    pass(x.strips, STRIP, STRIP * x.k, x, b, start, q, n),
                    0);
            assertArrayEquals(parts(x, b, start, q, n), pass(x.strips, STRIP, STRIP * x.k, x, b, start, q, n), 0);
        }
    }

    /** The logistic functions of the rows that count, the sums of softpluses, and the sums over rows. */
    private double[] pass(double[] data, int stride, int strip, Tile x, double[] b, double[] start, int q, int n) {
        int k = x.k;
        int rows = x.rows;
        double[] eta = new double[q * rows + Kernels.SLACK];
        double[] out = new double[q * rows + Kernels.SLACK];
        double[] softplus = KernelsContract.random(q, 5);
        double[] sums = KernelsContract.random(q * k, 6);
        double[] scratch = new double[Kernels.REDUCE_SCRATCH];
        kernels()
                .logisticRows(
                        data, 0, stride, strip, k, b, 0, 1, q, start, 0, 1, eta, 0, rows, out, 0, rows, q, rows, n,
                        softplus, 0, sums, 0, scratch);
        return together(out, softplus, sums, q, rows, n);
    }

    private double[] parts(Tile x, double[] b, double[] start, int q, int n) {
        int k = x.k;
        int rows = x.rows;
        double[] eta = new double[q * rows + Kernels.SLACK];
        double[] out = new double[q * rows + Kernels.SLACK];
        double[] softplus = KernelsContract.random(q, 5);
        double[] sums = KernelsContract.random(q * k, 6);
        kernels().project(x.columns, 0, rows, STRIP, k, b, 0, 1, q, start, 0, 1, eta, 0, rows, q, rows);
        for (int d = 0; d < q; d++) {
            softplus[d] += kernels().logistic(eta, d * rows, out, d * rows, n);
        }
        double[] scratch = new double[Kernels.REDUCE_SCRATCH];
        kernels().reduceRows(x.columns, 0, rows, STRIP, k, out, 0, rows, q, n, sums, 0, k, 1, scratch);
        return together(out, softplus, sums, q, rows, n);
    }

    private static double[] together(double[] out, double[] softplus, double[] sums, int q, int rows, int n) {
        double[] all = new double[q * n + softplus.length + sums.length];
        for (int d = 0; d < q; d++) {
            System.arraycopy(out, d * rows, all, d * n, n);
        }
        System.arraycopy(softplus, 0, all, q * n, softplus.length);
        System.arraycopy(sums, 0, all, q * n + softplus.length, sums.length);
        return all;
    }
}
