package dev.jensen.core.engine.function;

/**
 * eˣ and eˣ − 1 in fused multiply-adds, the same steps as the vector kernels take.
 *
 * <p>With n the integer nearest to x / log 2 and r = x − n·log 2, eˣ = 2ⁿ·eʳ, |r| ≤ 0.3466 and
 * eʳ = 1 + r + r²·Q(r), Q a near-minimax polynomial. 2ⁿ is made in the exponent bits: adding 1.5·2⁵² leaves n in the
 * low bits of the sum. It is applied as two factors, so that results among the subnormals are rounded once.
 */
public final class Exponential {
    /** 1.5·2⁵²: added to a number below 2⁵¹ it rounds it to an integer, which is then in the low bits. */
    public static final double ROUNDER = 0x1.8p52;

    /** 1/log 2. */
    public static final double LOG2_E = 1.4426950408889634;

    /** log 2, the nearest double. */
    public static final double LN2_HIGH = 0.6931471805599453;

    /** log 2 less {@link #LN2_HIGH}. */
    public static final double LN2_LOW = 2.3190468138462996e-17;

    /** Beyond these, eˣ has overflowed to ∞ or vanished. */
    public static final double LARGEST = 710;

    /** Below this, eˣ has vanished. */
    public static final double SMALLEST = -746;

    /** Beyond this, eˣ − 1 is −1 to the last bit. */
    public static final double SMALLEST_EXPM1 = -40;

    /** Below this, eˣ − 1 is x to the last bit. */
    public static final double TINY = 0x1p-54;

    /** The coefficients of (eʳ − 1 − r)/r². */
    public static final double Q0 = 0.5;

    public static final double Q1 = 0.1666666666666667;
    public static final double Q2 = 0.04166666666666667;
    public static final double Q3 = 0.00833333333332614;
    public static final double Q4 = 0.0013888888888883752;
    public static final double Q5 = 0.00019841269874804214;
    public static final double Q6 = 2.4801587325536023e-05;
    public static final double Q7 = 2.7557255421023506e-06;
    public static final double Q8 = 2.7557273657975953e-07;
    public static final double Q9 = 2.5105208339987698e-08;
    public static final double Q10 = 2.0914680780540263e-09;

    private Exponential() {}

    /** Returns eˣ. */
    public static double exp(double x) {
        double c = x > LARGEST ? LARGEST : x < SMALLEST ? SMALLEST : x;
        double n = Math.fma(c, LOG2_E, ROUNDER) - ROUNDER;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c));
        double e = 1 + expm1Reduced(r);
        double halfBits = Math.fma(n, 0.5, ROUNDER);
        double restBits = (n - (halfBits - ROUNDER)) + ROUNDER;
        return e * powerOfTwo(halfBits) * powerOfTwo(restBits);
    }

    /** Returns eˣ − 1. */
    public static double expm1(double x) {
        double c = x > LARGEST ? LARGEST : x < SMALLEST_EXPM1 ? SMALLEST_EXPM1 : x;
        double bits = Math.fma(c, LOG2_E, ROUNDER);
        double n = bits - ROUNDER;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c));
        // eˣ − 1 = 2·(2ⁿ⁻¹·(eʳ − 1) + (2ⁿ⁻¹ − ½)); the halving keeps 2ⁿ⁻¹ finite up to the largest x
        double half = powerOfTwo(bits - 1);
        double y = 2 * Math.fma(half, expm1Reduced(r), half - 0.5);
        return Math.abs(x) < TINY ? x : y;
    }

    /** eʳ − 1 for |r| ≤ 0.3466. */
    static double expm1Reduced(double r) {
        double q = Math.fma(Q10, r, Q9);
        q = Math.fma(q, r, Q8);
        q = Math.fma(q, r, Q7);
        q = Math.fma(q, r, Q6);
        q = Math.fma(q, r, Q5);
        q = Math.fma(q, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        return Math.fma(q, r * r, r);
    }

    /** 2ⁿ where n stands in the low bits of n + ROUNDER, −1022 ≤ n ≤ 1023. */
    public static double powerOfTwo(double roundedBits) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(roundedBits) + 1023) << 52);
    }
}
