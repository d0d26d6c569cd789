package dev.jensen.core.engine.function;

/**
 * sin, cos and tan, the same steps as the vector kernels take.
 *
 * <p>With n the integer nearest to x·2/π, x − n·π/2 is found in two parts by a π/2 of 159 bits (Cody and Waite 1980; the
 * first product is exact by fused multiply-add), then by the polynomials of fdlibm's k_sin.c and k_cos.c (Sun
 * Microsystems, 1993). Arguments beyond {@link #LARGEST} go to {@link StrictMath}.
 */
public final class Trigonometric {
    /** The largest argument that is reduced here. */
    public static final double LARGEST = 0x1p20;

    /** 2/π. */
    public static final double TWO_OVER_PI = 0.6366197723675814;

    /** π/2, the nearest double. */
    public static final double PI_HALF_1 = 1.5707963267948966;

    /** π/2 less {@link #PI_HALF_1}, the nearest double. */
    public static final double PI_HALF_2 = 6.123233995736766e-17;

    /** What is then left of π/2. */
    public static final double PI_HALF_3 = -1.4973849048591833e-33;

    /** The coefficients of the sine. */
    public static final double S1 = -1.66666666666666324348e-01;

    public static final double S2 = 8.33333333332248946124e-03;
    public static final double S3 = -1.98412698298579493134e-04;
    public static final double S4 = 2.75573137070700676789e-06;
    public static final double S5 = -2.50507602534068634195e-08;
    public static final double S6 = 1.58969099521155010221e-10;

    /** The coefficients of the cosine. */
    public static final double C1 = 4.16666666666666019037e-02;

    public static final double C2 = -1.38888888888741095749e-03;
    public static final double C3 = 2.48015872894767294178e-05;
    public static final double C4 = -2.75573143513906633035e-07;
    public static final double C5 = 2.08757232129817482790e-09;
    public static final double C6 = -1.13596475577881948265e-11;

    private Trigonometric() {}

    /** Returns sin x. */
    public static double sin(double x) {
        if (!(Math.abs(x) <= LARGEST)) {
            return StrictMath.sin(x);
        }
        double bits = Math.fma(x, TWO_OVER_PI, Exponential.ROUNDER);
        double n = bits - Exponential.ROUNDER;
        double h = high(x, n);
        double l = low(x, n, h);
        long quadrant = Double.doubleToRawLongBits(bits);
        double y = (quadrant & 1) == 0 ? sinReduced(h, l) : cosReduced(h, l);
        return x == 0 ? x : (quadrant & 2) == 0 ? y : -y;
    }

    /** Returns cos x. */
    public static double cos(double x) {
        if (!(Math.abs(x) <= LARGEST)) {
            return StrictMath.cos(x);
        }
        double bits = Math.fma(x, TWO_OVER_PI, Exponential.ROUNDER);
        double n = bits - Exponential.ROUNDER;
        double h = high(x, n);
        double l = low(x, n, h);
        long quadrant = Double.doubleToRawLongBits(bits);
        double y = (quadrant & 1) == 0 ? cosReduced(h, l) : sinReduced(h, l);
        return ((quadrant + 1) & 2) == 0 ? y : -y;
    }

    /** Returns tan x. */
    public static double tan(double x) {
        if (!(Math.abs(x) <= LARGEST)) {
            return StrictMath.tan(x);
        }
        double bits = Math.fma(x, TWO_OVER_PI, Exponential.ROUNDER);
        double n = bits - Exponential.ROUNDER;
        double h = high(x, n);
        double l = low(x, n, h);
        double sin = sinReduced(h, l);
        double cos = cosReduced(h, l);
        double y = (Double.doubleToRawLongBits(bits) & 1) == 0 ? sin / cos : -cos / sin;
        return x == 0 ? x : y;
    }

    /** x − n·π/2, rounded. */
    static double high(double x, double n) {
        return Math.fma(n, -PI_HALF_2, Math.fma(n, -PI_HALF_1, x));
    }

    /** What {@link #high} left out: the exact difference to first order, by Knuth's two-sum. */
    static double low(double x, double n, double high) {
        double first = Math.fma(n, -PI_HALF_1, x);
        double product = n * -PI_HALF_2;
        double productError = Math.fma(n, -PI_HALF_2, -product);
        double sum = first + product;
        double v = sum - first;
        double sumError = (first - (sum - v)) + (product - v);
        return (sum - high) + (sumError + Math.fma(n, -PI_HALF_3, productError));
    }

    /** sin(h + l) for |h| ≤ π/4 and a tiny l. */
    static double sinReduced(double h, double l) {
        double z = h * h;
        double r = Math.fma(S6, z, S5);
        r = Math.fma(r, z, S4);
        r = Math.fma(r, z, S3);
        r = Math.fma(r, z, S2);
        double v = z * h;
        return h - (Math.fma(z, Math.fma(-v, r, 0.5 * l), -l) - v * S1);
    }

    /** cos(h + l) for |h| ≤ π/4 and a tiny l. */
    static double cosReduced(double h, double l) {
        double z = h * h;
        double r = Math.fma(C6, z, C5);
        r = Math.fma(r, z, C4);
        r = Math.fma(r, z, C3);
        r = Math.fma(r, z, C2);
        r = Math.fma(r, z, C1);
        double half = 0.5 * z;
        double w = 1 - half;
        return w + ((1 - w - half) + Math.fma(z * z, r, -(h * l)));
    }
}
