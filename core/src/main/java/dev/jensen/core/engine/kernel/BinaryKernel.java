package dev.jensen.core.engine.kernel;

/** An elementwise function of two runs of numbers, either of which may be one number for the whole run. */
@FunctionalInterface
public interface BinaryKernel {
    /**
     * Writes out[oo + i] = f(x[xo + i·xStep], y[yo + i·yStep]) for 0 ≤ i &lt; n.
     *
     * @param xStep 1 for a run, 0 for one number used for the whole run
     * @param yStep 1 for a run, 0 for one number used for the whole run
     * @param out the values, from {@code oo}; may be written up to n rounded up to a multiple of 8; may be {@code x} or
     *     {@code y} when the offsets are the same
     */
    void apply(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n);
}
