package dev.jensen.core.engine.function;

/** tanh, the logistic function and softplus, the same steps as the vector kernels take. */
public final class Logistic {
    /** From this on, tanh is 1 to the last bit. */
    public static final double TANH_ONE = 22;

    /** What |x| is reduced by multiples of: half of log 2, in two parts. */
    public static final double HALF_LN2_HIGH = 0.5 * Exponential.LN2_HIGH;

    /** The low part. */
    public static final double HALF_LN2_LOW = 0.5 * Exponential.LN2_LOW;

    /** 2/log 2. */
    public static final double TWICE_LOG2_E = 2 * Exponential.LOG2_E;

    /** (tanh z − z)/z³ as a polynomial in z², the greatest error of tanh z on |z| ≤ log(2)/4 made least: 4·10⁻¹⁸ of it. */
    public static final double T0 = -0.3333333333333248;

    public static final double T1 = 0.13333333332781566;
    public static final double T2 = -0.05396825277825335;
    public static final double T3 = 0.021869370435340662;
    public static final double T4 = -0.008857299446535816;
    public static final double T5 = 0.00344472298940156;

    private Logistic() {}

    /**
     * |x| = n·log(2)/2 + z, and with t = tanh z it is ((2ⁿ − 1) + t·(2ⁿ + 1))/((2ⁿ + 1) + t·(2ⁿ − 1)), which is t where n = 0.
     * The polynomial is summed by pairs, so that fewer operations wait for one another.
     */
    public static double tanh(double x) {
        double size = Math.abs(x);
        double c = size > TANH_ONE ? TANH_ONE : size;
        double bits = Math.fma(c, TWICE_LOG2_E, Exponential.ROUNDER);
        double n = bits - Exponential.ROUNDER;
        double z = Math.fma(n, -HALF_LN2_LOW, Math.fma(n, -HALF_LN2_HIGH, c));
        double w = z * z;
        double w2 = w * w;
        double upper = Math.fma(Math.fma(T5, w, T4), w2, Math.fma(T3, w, T2));
        double t = Math.fma(z * w, Math.fma(upper, w2, Math.fma(T1, w, T0)), z);
        double power = Exponential.powerOfTwo(bits);
        double less = power - 1;
        double more = power + 1;
        return Math.copySign(Math.fma(t, more, less) / Math.fma(t, less, more), x);
    }

    /** 1/(1 + e⁻ˣ), with e^(−|x|) in the numerator for x below 0, so that it never overflows. */
    public static double sigmoid(double x) {
        return sigmoid(x, Exponential.exp(-Math.abs(x)));
    }

    /** 1/(1 + e⁻ˣ), given e = e^(−|x|). */
    public static double sigmoid(double x, double e) {
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /** log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|)). */
    public static double softplus(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return (x > 0 ? x : 0) + Logarithm.log1p(Exponential.exp(-Math.abs(x)));
    }
}
