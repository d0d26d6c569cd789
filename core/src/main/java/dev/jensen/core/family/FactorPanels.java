package dev.jensen.core.family;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import java.util.Arrays;

/**
 * Products of a large packed factor with several draws, a few of its columns at a time: these are copied out of the packing once
 * and multiplied with all draws while they are in cache, where one draw after the other would read the whole factor from memory
 * for each.
 */
final class FactorPanels {
    private static final int WIDTH = 32;

    /** Of many draws, whose products with as many columns are large enough for a library of their own. */
    private static final int WIDE = 256;

    private static final int MANY = 256;
    private static final int LEAST_DIMENSION = 256;
    private static final int LEAST_DRAWS = 4;

    private FactorPanels() {}

    /** Whether a factor is large enough, and draws are many enough. */
    static boolean pays(int d, int draws) {
        return d >= LEAST_DIMENSION && draws >= LEAST_DRAWS;
    }

    /** Where the packed column j of d × d lower triangle begins, less j + 1: L_ij is at column + i. */
    @FunctionalInterface
    interface Columns {
        int at(int j);
    }

    /** z_s += Λ ε_s for all draws, Λ the factor without its diagonal. */
    static void draw(int d, Columns columns, double[] packed, int draws, double[] noise, double[] z) {
        if (draws >= MANY) {
            drawRows(d, columns, packed, draws, noise, z);
            return;
        }
        Kernels kernels = KernelChoice.best();
        double[] panel = new double[WIDTH * d + Kernels.SLACK];
        double[] product = new double[draws * d + Kernels.SLACK];
        for (int p = 0; p < d; p += WIDTH) {
            int width = Math.min(WIDTH, d - p);
            int rows = d - p;
            for (int j = 0; j < width; j++) {
                int from = j * rows;
                Arrays.fill(panel, from, from + j + 1, 0);
                System.arraycopy(packed, columns.at(p + j) + p + j + 1, panel, from + j + 1, rows - j - 1);
            }
            kernels.matMul(draws, width, rows, noise, p, d, 1, panel, 0, rows, 1, product, 0, rows);
            for (int s = 0; s < draws; s++) {
                add(product, s * rows, z, s * d + p, rows);
            }
        }
    }

    /** The same for many draws, some of the factor's rows at a time, so that every sum is written once. */
    private static void drawRows(int d, Columns columns, double[] packed, int draws, double[] noise, double[] z) {
        Kernels kernels = KernelChoice.best();
        double[] panel = new double[WIDE * d + Kernels.SLACK];
        double[] product = new double[draws * WIDE + Kernels.SLACK];
        for (int from = 0; from < d; from += WIDE) {
            int rows = Math.min(WIDE, d - from);
            int end = from + rows;
            for (int j = 0; j < end; j++) {
                int first = Math.max(from, j + 1);
                int to = j * rows;
                Arrays.fill(panel, to, to + first - from, 0);
                System.arraycopy(packed, columns.at(j) + first, panel, to + first - from, end - first);
            }
            kernels.matMul(draws, end, rows, noise, 0, d, 1, panel, 0, rows, 1, product, 0, rows);
            for (int s = 0; s < draws; s++) {
                add(product, s * rows, z, s * d + from, rows);
            }
        }
    }

    /** Λ += Σ_s v_s ε_sᵀ below the diagonal. */
    static void pullback(int d, Columns columns, double[] packed, int draws, double[] noise, double[] vectors) {
        Kernels kernels = KernelChoice.best();
        int most = draws < MANY ? WIDTH : WIDE;
        double[] v = new double[draws * d + Kernels.SLACK];
        System.arraycopy(vectors, 0, v, 0, draws * d);
        double[] product = new double[most * d + Kernels.SLACK];
        for (int p = 0; p < d; p += most) {
            int width = Math.min(most, d - p);
            int rows = d - p;
            kernels.matMul(width, draws, rows, noise, p, 1, d, v, p, d, 1, product, 0, rows);
            for (int j = 0; j < width; j++) {
                add(product, j * rows + j + 1, packed, columns.at(p + j) + p + j + 1, rows - j - 1);
            }
        }
    }

    private static void add(double[] from, int at, double[] to, int into, int count) {
        for (int i = 0; i < count; i++) {
            to[into + i] += from[at + i];
        }
    }
}
