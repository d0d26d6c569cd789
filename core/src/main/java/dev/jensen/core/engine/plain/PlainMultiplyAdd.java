package dev.jensen.core.engine.plain;

/** x·y + z rounded once, as loops, one for each form of run and number. */
final class PlainMultiplyAdd {
    private PlainMultiplyAdd() {}

    static void apply(
            double[] x,
            int xo,
            int xStep,
            double[] y,
            int yo,
            int yStep,
            double[] z,
            int zo,
            int zStep,
            double[] out,
            int oo,
            int n) {
        if (xStep == 0 && yStep != 0) {
            apply(y, yo, 1, x, xo, 0, z, zo, zStep, out, oo, n);
        } else if (yStep != 0) {
            if (zStep != 0) {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = Math.fma(x[xo + i], y[yo + i], z[zo + i]);
                }
            } else {
                double c = z[zo];
                for (int i = 0; i < n; i++) {
                    out[oo + i] = Math.fma(x[xo + i], y[yo + i], c);
                }
            }
        } else if (xStep != 0) {
            double b = y[yo];
            if (zStep != 0) {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = Math.fma(x[xo + i], b, z[zo + i]);
                }
            } else {
                double c = z[zo];
                for (int i = 0; i < n; i++) {
                    out[oo + i] = Math.fma(x[xo + i], b, c);
                }
            }
        } else {
            double a = x[xo];
            double b = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.fma(a, b, z[zo + i * zStep]);
            }
        }
    }
}
