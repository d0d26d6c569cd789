package dev.jensen.core.family;

import dev.jensen.core.engine.Kernels;
import java.util.Arrays;

/**
 * Products of a large packed factor with several draws, a few of its columns at a time: these are copied out of the packing once
 * and multiplied with all draws while they are in cache, where one draw after the other would read the whole factor from memory
 * for each.
 */
final class FactorPanels {
    private static final int WIDTH = 32;
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
        Kernels kernels = Kernels.best();
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

    /** Λ += Σ_s v_s ε_sᵀ below the diagonal. */
    static void pullback(int d, Columns columns, double[] packed, int draws, double[] noise, double[] vectors) {
        Kernels kernels = Kernels.best();
        double[] v = new double[draws * d + Kernels.SLACK];
        System.arraycopy(vectors, 0, v, 0, draws * d);
        double[] product = new double[WIDTH * d + Kernels.SLACK];
        for (int p = 0; p < d; p += WIDTH) {
            int width = Math.min(WIDTH, d - p);
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
