package dev.jensen.core.engine.function;

/**
 * The error function, the standard normal distribution function Φ and its logarithm, the same steps as the vector
 * kernels take.
 *
 * <p>All rest on the scaled tail T(a) = Φ(−a)·e^(a²/2) for a ≥ 0, which falls slowly from ½ to 1/(a·√(2π)). As Shepherd
 * and Laframboise (Mathematics of Computation 36, 1981) did for erfcx, 2·(1 + a)·T(a) is one polynomial in
 * q = (a − 6)/(a + 6) over the whole half-line. Then Φ(−a) = T(a)·e^(−a²/2), with the rounding error of a² put right to
 * first order, and log Φ(−a) = log T(a) − a²/2, which does not underflow.
 */
public final class NormalIntegral {
    /** The coefficients of 2·(1 + a)·T(a) in q. */
    public static final double X0 = 0.9069104005422559;

    public static final double X1 = -0.17005072461154142;
    public static final double X2 = 0.07962284912485228;
    public static final double X3 = -0.008746773559188533;
    public static final double X4 = -0.03228303466403317;
    public static final double X5 = 0.04518493412558037;
    public static final double X6 = -0.03953295844694548;
    public static final double X7 = 0.026493728308286273;
    public static final double X8 = -0.014119638771385886;
    public static final double X9 = 0.005871311032269643;
    public static final double X10 = -0.0017379897569391998;
    public static final double X11 = 0.00023897932224089402;
    public static final double X12 = 7.559144144343865e-05;
    public static final double X13 = -5.2706741844681537e-05;
    public static final double X14 = 8.820639387798278e-06;
    public static final double X15 = 3.5671924890008035e-06;
    public static final double X16 = -1.992134766189074e-06;
    public static final double X17 = 5.248287195158907e-10;
    public static final double X18 = 2.5708714230384505e-07;
    public static final double X19 = -4.235537955509528e-08;
    public static final double X20 = -2.6424562616724804e-08;
    public static final double X21 = 7.873889442128396e-09;
    public static final double X22 = 1.7649835128919005e-09;
    public static final double X23 = -7.101974988881146e-10;

    /** q is zero at this a. */
    public static final double CENTRE = 6;

    /** The coefficients of erf(x)/x in x² for |x| ≤ 1. */
    public static final double E0 = 1.1283791670955126;

    public static final double E1 = -0.3761263890318375;
    public static final double E2 = 0.11283791670954879;
    public static final double E3 = -0.026866170645076792;
    public static final double E4 = 0.0052239776248180145;
    public static final double E5 = -0.000854832698083379;
    public static final double E6 = 0.0001205533111164271;
    public static final double E7 = -1.4925595266831182e-05;
    public static final double E8 = 1.6461000484121368e-06;
    public static final double E9 = -1.6350312701054695e-07;
    public static final double E10 = 1.4659775274047436e-08;
    public static final double E11 = -1.1372848856791674e-09;
    public static final double E12 = 5.957176147748911e-11;

    /** √2. */
    public static final double SQRT_TWO = 1.4142135623730951;

    /** Beyond this, Φ(−a) is 0. */
    public static final double LARGEST_TAIL = 39;

    /** Beyond this, erf is 1 to the last bit. */
    public static final double LARGEST_ERF = 6;

    /** Beyond this, log Φ(−a) is −∞. */
    public static final double LARGEST_LOG = 1e300;

    /** 1/√(2π). */
    public static final double INVERSE_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

    private NormalIntegral() {}

    /** Returns erf x. */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < 1) {
            return x * erfSeries(x * x);
        }
        double b = a > LARGEST_ERF ? LARGEST_ERF : a;
        double tail = 2 * scaledTail(SQRT_TWO * b) * Exponential.exp(-b * b);
        return Math.copySign(1 - tail, x);
    }

    /** {@return Φ(x), accurate in the lower tail} */
    public static double normalCdf(double x) {
        double p = tail(Math.abs(x));
        return x < 0 ? p : 1 - p;
    }

    /** {@return log Φ(x), accurate in the lower tail} */
    public static double logNormalCdf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double a = Math.abs(x);
        if (x <= 0) {
            double b = a > LARGEST_LOG ? LARGEST_LOG : a;
            return Math.fma(-0.5 * b, b, Logarithm.logOfSum(scaledTail(b), 0));
        }
        double p = tail(a);
        double u = 1 - p;
        return Logarithm.logOfSum(u, (1 - u) - p);
    }

    /** {@return φ(x)/Φ(x), accurate in the lower tail} */
    public static double inverseMills(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double a = Math.abs(x);
        if (x <= 0) {
            return a > LARGEST_LOG ? a : INVERSE_SQRT_TWO_PI / scaledTail(a);
        }
        double b = a > LARGEST_TAIL ? LARGEST_TAIL : a;
        double square = b * b;
        double squareError = Math.fma(b, b, -square);
        double e = Exponential.exp(-0.5 * square);
        double density = INVERSE_SQRT_TWO_PI * Math.fma(e, -0.5 * squareError, e);
        return a > LARGEST_TAIL ? 0 : density / (1 - tail(a));
    }

    /** Φ(−a) for a ≥ 0. */
    static double tail(double a) {
        double b = a > LARGEST_TAIL ? LARGEST_TAIL : a;
        double square = b * b;
        double squareError = Math.fma(b, b, -square);
        double e = Exponential.exp(-0.5 * square);
        return scaledTail(b) * Math.fma(e, -0.5 * squareError, e);
    }

    /** T(a) for 0 ≤ a ≤ 1e300. */
    static double scaledTail(double a) {
        double reciprocal = 1 / (a + CENTRE);
        double q = (a - CENTRE) * reciprocal;
        // one Newton step with the exact residual a − 6 − q·(a + 6): q to half a unit in the last place
        q = Math.fma(Math.fma(q, -a, Math.fma(q + 1, -CENTRE, a)), reciprocal, q);
        return tailSeries(q) / (2 * a + 2);
    }

    private static double tailSeries(double q) {
        double p = Math.fma(X23, q, X22);
        p = Math.fma(p, q, X21);
        p = Math.fma(p, q, X20);
        p = Math.fma(p, q, X19);
        p = Math.fma(p, q, X18);
        p = Math.fma(p, q, X17);
        p = Math.fma(p, q, X16);
        p = Math.fma(p, q, X15);
        p = Math.fma(p, q, X14);
        p = Math.fma(p, q, X13);
        p = Math.fma(p, q, X12);
        p = Math.fma(p, q, X11);
        p = Math.fma(p, q, X10);
        p = Math.fma(p, q, X9);
        p = Math.fma(p, q, X8);
        p = Math.fma(p, q, X7);
        p = Math.fma(p, q, X6);
        p = Math.fma(p, q, X5);
        p = Math.fma(p, q, X4);
        p = Math.fma(p, q, X3);
        p = Math.fma(p, q, X2);
        p = Math.fma(p, q, X1);
        return Math.fma(p, q, X0);
    }

    private static double erfSeries(double z) {
        double p = Math.fma(E12, z, E11);
        p = Math.fma(p, z, E10);
        p = Math.fma(p, z, E9);
        p = Math.fma(p, z, E8);
        p = Math.fma(p, z, E7);
        p = Math.fma(p, z, E6);
        p = Math.fma(p, z, E5);
        p = Math.fma(p, z, E4);
        p = Math.fma(p, z, E3);
        p = Math.fma(p, z, E2);
        p = Math.fma(p, z, E1);
        return Math.fma(p, z, E0);
    }
}
