package dev.jensen.core.engine;

/** From narrower data to doubles; each number is the same. */
final class PlainWidening {
    private PlainWidening() {}

    static void widen(byte[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }

    static void widen(short[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }

    static void widen(float[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = x[xo + i];
        }
    }
}
