package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Logarithm;

/**
 * {@link Logarithm} of runs, step for step: what takes numbers apart in loops of its own (beside them in one method
 * C2 of Java 17 leaves the others as they are), what is left in {@link PlainLoops}.
 */
final class PlainLogarithm {
    /** From this on, half a number is no subnormal one, and log(1 + x) comes out as x where it is x. */
    static final double SMALL = 0x1p-1020;

    /** What takes the bits of the least normal number to the least integer, and so those of whatever is not positive to large ones. */
    private static final long SHIFT = Double.doubleToRawLongBits(Double.MIN_NORMAL) + Long.MIN_VALUE;

    private static final long LARGEST = Double.doubleToRawLongBits(Double.MAX_VALUE) - SHIFT;

    /** Corrections of numbers that have none. */
    private static final double[] NONE = new double[PlainScratch.ROWS];

    private PlainLogarithm() {}

    static void log(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            boolean usual = split(x, xo + from, s[0], s[1], rows);
            PlainLoops.run(PlainLoops.LOG, s[0], s[1], NONE, NONE, s[1], 0, 0, 0, 0, rows);
            if (!usual) {
                for (int i = 0; i < rows; i++) {
                    double v = x[xo + from + i];
                    s[1][i] = v >= Double.MIN_NORMAL && v <= Double.MAX_VALUE ? s[1][i] : Logarithm.log(v);
                }
            }
            System.arraycopy(s[1], 0, out, oo + from, rows);
        }
    }

    static void log1p(double[] x, int xo, double[] out, int oo, int n) {
        double[][] s = PlainScratch.columns();
        for (int from = 0; from < n; from += PlainScratch.ROWS) {
            int rows = Math.min(PlainScratch.ROWS, n - from);
            System.arraycopy(x, xo + from, s[0], 0, rows);
            if (!onePlus(s[0], s[1], rows)) {
                for (int i = 0; i < rows; i++) {
                    double v = s[0][i];
                    boolean fits = v > -1 && v <= Double.MAX_VALUE && Math.abs(v) >= SMALL;
                    s[1][i] = fits ? s[1][i] : Logarithm.log1p(v);
                }
            }
            System.arraycopy(s[1], 0, out, oo + from, rows);
        }
    }

    /**
     * Writes log(1 + x), given a column of {@link PlainScratch}; takes columns 12 to 15.
     *
     * @return whether that is so for all, with no x infinite, NaN, −1 or less, or below {@link #SMALL}
     */
    static boolean onePlus(double[] x, double[] out, int n) {
        double[][] s = PlainScratch.columns();
        PlainLoops.run(PlainLoops.ONE_PLUS, x, s[12], x, x, out, 0, 0, 0, 0, n);
        return logOfSum(out, s[12], x, SMALL, out, n);
    }

    /**
     * Writes log(u + c), given columns of {@link PlainScratch}; takes columns 13 to 15.
     *
     * @return whether that is so for all: whether each u is positive, normal and finite, and each |guard| at least {@code least}
     */
    static boolean logOfSum(double[] u, double[] c, double[] guard, double least, double[] out, int n) {
        double[][] s = PlainScratch.columns();
        boolean usual = split(u, guard, Double.doubleToRawLongBits(least), s[13], s[14], s[15], n);
        PlainLoops.run(PlainLoops.HALF_PRODUCT, c, s[15], c, c, s[15], 0, 0, 0, 0, n);
        PlainLoops.run(PlainLoops.LOG, s[13], s[14], s[15], c, out, 0, 0, 0, 0, n);
        return usual;
    }

    /**
     * Writes m, k and 2¹⁻ᵏ of u = 2ᵏ·m.
     *
     * @return whether each u is positive, normal and finite, and the bits of each |guard| at least {@code least}
     */
    private static boolean split(
            double[] u, double[] guard, long least, double[] m, double[] k, double[] scale, int n) {
        long greatest = Long.MIN_VALUE;
        long small = 0;
        for (int i = 0; i < n; i++) {
            long bits = Double.doubleToRawLongBits(u[i]);
            long size = Double.doubleToRawLongBits(guard[i]) & Long.MAX_VALUE;
            long shifted = bits + (Logarithm.ONE_BITS - Logarithm.SQRT_HALF_BITS);
            long fraction = (shifted & Logarithm.FRACTION_BITS) + Logarithm.SQRT_HALF_BITS;
            greatest = Math.max(greatest, bits - SHIFT);
            small |= size - least;
            m[i] = Double.longBitsToDouble(fraction);
            k[i] = Double.longBitsToDouble((shifted >>> Logarithm.EXPONENT_SHIFT) | Logarithm.SHIFTED_BITS);
            scale[i] = Double.longBitsToDouble(fraction - bits + Logarithm.TWO_BITS);
        }
        return greatest <= LARGEST && small >= 0;
    }

    /**
     * Writes m and k of x = 2ᵏ·m.
     *
     * @return whether each x is positive, normal and finite
     */
    private static boolean split(double[] x, int xo, double[] m, double[] k, int n) {
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            long bits = Double.doubleToRawLongBits(x[xo + i]);
            long shifted = bits + (Logarithm.ONE_BITS - Logarithm.SQRT_HALF_BITS);
            long fraction = (shifted & Logarithm.FRACTION_BITS) + Logarithm.SQRT_HALF_BITS;
            greatest = Math.max(greatest, bits - SHIFT);
            m[i] = Double.longBitsToDouble(fraction);
            k[i] = Double.longBitsToDouble((shifted >>> Logarithm.EXPONENT_SHIFT) | Logarithm.SHIFTED_BITS);
        }
        return greatest <= LARGEST;
    }
}
