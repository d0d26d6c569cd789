package dev.jensen.core.engine.kernel;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;

/** Columns of data in strips, made contiguous for kernels that take them only so. */
public final class Strips {
    private Strips() {}

    /** Copies the rows of one column, of which each {@link Kernels#STRIP} lie side by side, {@code xStrip} apart. */
    public static void copy(double[] x, int xo, int xStrip, double[] out, int oo, int rows) {
        int from = xo;
        for (int t = 0; t < rows; t += STRIP) {
            System.arraycopy(x, from, out, oo + t, Math.min(STRIP, rows - t));
            from += xStrip;
        }
    }
}
