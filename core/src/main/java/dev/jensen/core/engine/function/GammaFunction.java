package dev.jensen.core.engine.function;

/**
 * log|Γ(x)| and digamma, the same steps as the vector kernels take for x &gt; 0.
 *
 * <p>log Γ: for x ≥ 8 Stirling's series as a near-minimax polynomial in 1/x²; below, recurrence to log Γ(2 + z) = z·G(z),
 * −¾ ≤ z ≤ ½, which keeps the zeros at 1 and 2 to full relative accuracy. Digamma: for x ≥ 10 the asymptotic series; below,
 * recurrence to (x − x₀)·D(x) on [1, 2.25], x₀ its positive root in two parts. Negative arguments are reflected; there
 * the error is small against the larger of 1 and the value, not near the zeros between the poles.
 */
public final class GammaFunction {
    /** The coefficients of log Γ(2 + z)/z. */
    public static final double G0 = 0.42278433509846713;

    public static final double G1 = 0.3224670334241132;
    public static final double G2 = -0.06735230105319803;
    public static final double G3 = 0.020580808427784605;
    public static final double G4 = -0.007385551028681512;
    public static final double G5 = 0.002890510330735603;
    public static final double G6 = -0.0011927539113632116;
    public static final double G7 = 0.0005096695250613079;
    public static final double G8 = -0.00022315476626183224;
    public static final double G9 = 9.94575037206372e-05;
    public static final double G10 = -4.492613417222439e-05;
    public static final double G11 = 2.050735916377729e-05;
    public static final double G12 = -9.440295643329289e-06;
    public static final double G13 = 4.373455647232756e-06;
    public static final double G14 = -2.035450933367171e-06;
    public static final double G15 = 9.634073192949235e-07;
    public static final double G16 = -4.5855335925043413e-07;
    public static final double G17 = 1.8327792622502426e-07;
    public static final double G18 = -9.423130042125474e-08;
    public static final double G19 = 1.0227175181175715e-07;
    public static final double G20 = -2.4687569244652835e-09;
    public static final double G21 = -3.150027782334188e-08;
    public static final double G22 = -3.9681207194105607e-08;

    /** The coefficients of x·(log Γ(x) − (x − ½)·(log x − 1) − (log 2π − 1)/2) in 1/x². */
    public static final double L0 = 0.08333333333333333;

    public static final double L1 = -0.002777777777773988;
    public static final double L2 = 0.0007936507897524059;
    public static final double L3 = -0.0005952365845057049;
    public static final double L4 = 0.0008414700852503147;
    public static final double L5 = -0.001890382993887715;
    public static final double L6 = 0.005065905360156132;

    /** (log 2π − 1)/2. */
    public static final double HALF_LOG_TWO_PI_LESS_ONE = 0.4189385332046727;

    static final double LOG_PI = 1.1447298858494002;

    /** From here on Stirling's series. */
    public static final double STIRLING = 8;

    /** Below this, but not below ½, log Γ(x) = log Γ(x + 1) − log x. */
    public static final double NEAR_ONE = 1.25;

    /** The most steps that take an argument below it to one below 2.5. */
    public static final int LOG_GAMMA_STEPS = 6;

    /** The coefficients of ψ(x)/(x − x₀) in x − 1.625. */
    public static final double D0 = 0.9015925158282158;

    public static final double D1 = -0.36977496445741087;
    public static final double D2 = 0.19272012460147286;
    public static final double D3 = -0.10919698588596748;
    public static final double D4 = 0.06426251743231616;
    public static final double D5 = -0.03855782679525716;
    public static final double D6 = 0.023380439996888304;
    public static final double D7 = -0.014262521376097959;
    public static final double D8 = 0.008730866220535469;
    public static final double D9 = -0.00535572993251267;
    public static final double D10 = 0.0032894516583597097;
    public static final double D11 = -0.002021868579040295;
    public static final double D12 = 0.0012431154680376197;
    public static final double D13 = -0.0007646497287535113;
    public static final double D14 = 0.00047164794077068705;
    public static final double D15 = -0.0002901952887359625;
    public static final double D16 = 0.00017359803964975777;
    public static final double D17 = -0.00010682239594076982;
    public static final double D18 = 7.902558711980326e-05;
    public static final double D19 = -4.863008623643609e-05;
    public static final double D20 = 7.3611159419839125e-06;
    public static final double D21 = -4.529776886885757e-06;
    public static final double D22 = 2.4793450060683865e-05;
    public static final double D23 = -1.525747682606752e-05;

    /** The coefficients of x²·(log x − 1/(2x) − ψ(x)) in 1/x². */
    public static final double A0 = 0.08333333333333333;

    public static final double A1 = -0.008333333333329107;
    public static final double A2 = 0.0039682539614681435;
    public static final double A3 = -0.004166662567441337;
    public static final double A4 = 0.0075745722331386186;
    public static final double A5 = -0.02091510643296764;
    public static final double A6 = 0.06980456110893661;

    /** The zero of ψ on the positive axis, x₀, the nearest double. */
    public static final double ROOT_HIGH = 1.4616321449683622;

    /** x₀ less {@link #ROOT_HIGH}. */
    public static final double ROOT_LOW = 9.549995429965697e-17;

    /** The middle of the polynomial about x₀. */
    public static final double DIGAMMA_CENTRE = 1.625;

    /** From here on, up to the series, ψ is taken from arguments below this. */
    public static final double DIGAMMA_NEAR = 2.25;

    /** From here on the asymptotic series. */
    public static final double DIGAMMA_ASYMPTOTIC = 10;

    /** The most steps that take an argument below it to one below 2.25. */
    public static final int DIGAMMA_STEPS = 8;

    private GammaFunction() {}

    /** {@return log|Γ(x)|} */
    public static double logGamma(double x) {
        if (x > 0) {
            return x == Double.POSITIVE_INFINITY ? x : logGammaOfPositive(x);
        }
        if (Double.isNaN(x)) {
            return x;
        }
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        // Γ(x)·Γ(−x) = −π/(x·sin πx), log Γ(1 − x) = log Γ(−x) + log(−x)
        double sine = Math.abs(sinPi(x));
        return sine == 0 || x > -0x1p-60
                ? -Logarithm.log(-x)
                : LOG_PI - Logarithm.log(sine) - logGammaOfPositive(1 - x);
    }

    private static double logGammaOfPositive(double x) {
        if (x >= STIRLING) {
            double w = 1 / x;
            double series = Math.fma(stirlingSeries(w * w), w, HALF_LOG_TWO_PI_LESS_ONE);
            return Math.fma(x - 0.5, Logarithm.logOfSum(x, 0) - 1, series);
        }
        if (x >= NEAR_ONE) {
            double y = x;
            double product = 1;
            while (y >= 2.5) {
                y -= 1;
                product *= y;
            }
            double z = y - 2;
            double log = Logarithm.logOfSum(product, 0);
            return Math.fma(z, logGammaSeries(z), log);
        }
        if (x >= 0.5) {
            double z = x - 1;
            return Math.fma(z, logGammaSeries(z), -Logarithm.logOfSum(x, 0));
        }
        double u = Math.fma(x, x, x);
        return Math.fma(x, logGammaSeries(x), -Logarithm.logOfSum(u, Math.fma(x, x, x - u)));
    }

    /** {@return the derivative of log Γ(x)} */
    public static double digamma(double x) {
        if (x >= DIGAMMA_ASYMPTOTIC) {
            if (x == Double.POSITIVE_INFINITY) {
                return x;
            }
            double w = 1 / x;
            return Logarithm.logOfSum(x, 0) - w * Math.fma(digammaTail(w * w), w, 0.5);
        }
        if (x >= 1) {
            double y = x;
            double numerator = 0;
            double denominator = 1;
            while (y >= DIGAMMA_NEAR) {
                y -= 1;
                numerator = Math.fma(numerator, y, denominator);
                denominator *= y;
            }
            return Math.fma((y - ROOT_HIGH) - ROOT_LOW, digammaSeries(y - DIGAMMA_CENTRE), numerator / denominator);
        }
        if (x > 0) {
            double y = x + 1;
            return Math.fma((y - ROOT_HIGH) - ROOT_LOW, digammaSeries(y - DIGAMMA_CENTRE), -1 / x);
        }
        if (x == 0) {
            return -1 / x;
        }
        double r = x - Math.rint(x);
        // NaN at −∞ and at the poles
        return r == 0 || Double.isNaN(r) ? Double.NaN : digamma(1 - x) - Math.PI / Trigonometric.tan(Math.PI * r);
    }

    /**
     * The second derivative of log Γ.
     *
     * @param x any number
     * @return ψ′(x)
     */
    public static double trigamma(double x) {
        return Polygamma.trigamma(x);
    }

    /** |sin πx| up to its sign, exact in the reduction. */
    static double sinPi(double x) {
        return Trigonometric.sin(Math.PI * (x - Math.rint(x)));
    }

    private static double logGammaSeries(double z) {
        double p = Math.fma(G22, z, G21);
        p = Math.fma(p, z, G20);
        p = Math.fma(p, z, G19);
        p = Math.fma(p, z, G18);
        p = Math.fma(p, z, G17);
        p = Math.fma(p, z, G16);
        p = Math.fma(p, z, G15);
        p = Math.fma(p, z, G14);
        p = Math.fma(p, z, G13);
        p = Math.fma(p, z, G12);
        p = Math.fma(p, z, G11);
        p = Math.fma(p, z, G10);
        p = Math.fma(p, z, G9);
        p = Math.fma(p, z, G8);
        p = Math.fma(p, z, G7);
        p = Math.fma(p, z, G6);
        p = Math.fma(p, z, G5);
        p = Math.fma(p, z, G4);
        p = Math.fma(p, z, G3);
        p = Math.fma(p, z, G2);
        p = Math.fma(p, z, G1);
        return Math.fma(p, z, G0);
    }

    private static double stirlingSeries(double z) {
        double p = Math.fma(L6, z, L5);
        p = Math.fma(p, z, L4);
        p = Math.fma(p, z, L3);
        p = Math.fma(p, z, L2);
        p = Math.fma(p, z, L1);
        return Math.fma(p, z, L0);
    }

    private static double digammaSeries(double z) {
        double p = Math.fma(D23, z, D22);
        p = Math.fma(p, z, D21);
        p = Math.fma(p, z, D20);
        p = Math.fma(p, z, D19);
        p = Math.fma(p, z, D18);
        p = Math.fma(p, z, D17);
        p = Math.fma(p, z, D16);
        p = Math.fma(p, z, D15);
        p = Math.fma(p, z, D14);
        p = Math.fma(p, z, D13);
        p = Math.fma(p, z, D12);
        p = Math.fma(p, z, D11);
        p = Math.fma(p, z, D10);
        p = Math.fma(p, z, D9);
        p = Math.fma(p, z, D8);
        p = Math.fma(p, z, D7);
        p = Math.fma(p, z, D6);
        p = Math.fma(p, z, D5);
        p = Math.fma(p, z, D4);
        p = Math.fma(p, z, D3);
        p = Math.fma(p, z, D2);
        p = Math.fma(p, z, D1);
        return Math.fma(p, z, D0);
    }

    private static double digammaTail(double z) {
        double p = Math.fma(A6, z, A5);
        p = Math.fma(p, z, A4);
        p = Math.fma(p, z, A3);
        p = Math.fma(p, z, A2);
        p = Math.fma(p, z, A1);
        return Math.fma(p, z, A0);
    }
}
