package dev.jensen.core.engine.kernel;

/** An elementwise function of one run of numbers. */
@FunctionalInterface
public interface UnaryKernel {
    /**
     * Writes out[oo + i] = f(x[xo + i]) for 0 ≤ i &lt; n.
     *
     * @param x the arguments, from {@code xo}; may be read up to n rounded up to a multiple of 8
     * @param out the values, from {@code oo}; may be written up to n rounded up to a multiple of 8; may be {@code x}
     *     itself when the offsets are the same
     */
    void apply(double[] x, int xo, double[] out, int oo, int n);
}
