package dev.jensen.core.engine.plain;

/** From narrower data to doubles; each number is the same. */
public final class PlainWidening {
    private PlainWidening() {}

    /** Writes the same numbers as doubles. */
    public static void widen(byte[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }

    /** Writes the same numbers as doubles. */
    public static void widen(short[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }

    /** Writes the same numbers as doubles. */
    public static void widen(float[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }
}
