package dev.jensen.core.engine.function;

/**
 * log x and log(1 + x), the same steps as the vector kernels take.
 *
 * <p>x = 2ᵏ·m with √½ ≤ m &lt; √2; with f = m − 1 and s = f/(2 + f), log m = 2·atanh s = f − f²/2 + s·(f²/2 + R(s²)),
 * R the polynomial of fdlibm's e_log.c (Sun Microsystems, 1993). For log(1 + x) the rounding error of 1 + x is added
 * to f.
 */
public final class Logarithm {
    /** log 2 with its last bits zero, so that its multiples by exponents are exact. */
    public static final double LN2_HIGH = 6.93147180369123816490e-01;

    /** log 2 less {@link #LN2_HIGH}. */
    public static final double LN2_LOW = 1.90821492927058770002e-10;

    /** The coefficients of R in s². */
    public static final double R1 = 6.666666666666735130e-01;

    public static final double R2 = 3.999999999940941908e-01;
    public static final double R3 = 2.857142874366239149e-01;
    public static final double R4 = 2.222219843214978396e-01;
    public static final double R5 = 1.818357216161805012e-01;
    public static final double R6 = 1.531383769920937332e-01;
    public static final double R7 = 1.479819860511658591e-01;

    /** The bits of √½, cut to the upper half. */
    public static final long SQRT_HALF_BITS = 0x3fe6a09e_00000000L;

    /** The bits of 1. */
    public static final long ONE_BITS = 0x3ff00000_00000000L;

    /** The bits of 2. */
    public static final long TWO_BITS = 0x40000000_00000000L;

    /** The bits of a double that are its fraction. */
    public static final long FRACTION_BITS = 0x000fffff_ffffffffL;

    /** An integer below 2⁵² put in the low bits of this number, 2⁵², adds itself to it. */
    public static final long SHIFTED_BITS = 0x43300000_00000000L;

    /** 2⁵². */
    public static final double SHIFTED = 0x1p52;

    /** Where the exponent of a double begins among its bits. */
    public static final int EXPONENT_SHIFT = 52;

    static final double SUBNORMAL_SCALE = 0x1p54;
    static final double SUBNORMAL_EXPONENT = -54;

    private Logarithm() {}

    /** Returns log x. */
    public static double log(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        return x == Double.POSITIVE_INFINITY ? x : logOfSum(x, 0);
    }

    /** Returns log(1 + x). */
    public static double log1p(double x) {
        if (Math.abs(x) < Exponential.TINY) {
            return x;
        }
        if (!(x > -1)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double u = 1 + x;
        double v = u - 1;
        return logOfSum(u, (1 - (u - v)) + (x - v));
    }

    /** log(u + c) for a positive finite u and a |c| of at most a few units in the last place of u. */
    public static double logOfSum(double u, double c) {
        boolean subnormal = u < Double.MIN_NORMAL;
        double scaled = subnormal ? u * SUBNORMAL_SCALE : u;
        long uBits = Double.doubleToRawLongBits(scaled);
        long shifted = uBits + (ONE_BITS - SQRT_HALF_BITS);
        long mBits = (shifted & FRACTION_BITS) + SQRT_HALF_BITS;
        double k = Double.longBitsToDouble((shifted >>> EXPONENT_SHIFT) | SHIFTED_BITS) - (SHIFTED + 1023);
        k = subnormal ? k + SUBNORMAL_EXPONENT : k;
        // c·2⁻ᵏ as (c/2)·2¹⁻ᵏ, so that k = 1024 does no harm
        double scale = Double.longBitsToDouble(mBits - uBits + TWO_BITS);
        double f = (Double.longBitsToDouble(mBits) - 1) + (c * 0.5) * scale;
        double s = f / (2 + f);
        double z = s * s;
        double halfSquare = 0.5 * f * f;
        double inner = Math.fma(s, halfSquare + z * series(z), k * LN2_LOW);
        return Math.fma(k, LN2_HIGH, -((halfSquare - inner) - f));
    }

    private static double series(double z) {
        double r = Math.fma(R7, z, R6);
        r = Math.fma(r, z, R5);
        r = Math.fma(r, z, R4);
        r = Math.fma(r, z, R3);
        r = Math.fma(r, z, R2);
        return Math.fma(r, z, R1);
    }
}
