package dev.jensen.core.engine;

/** tanh, the logistic function and softplus, the same steps as the vector kernels take. */
final class Logistic {
    /** Below this, tanh x = x + x³·P(x²)/Q(x²), the rational function of Cephes (Moshier, tanh.c). */
    static final double TANH_SMALL = 0.625;

    static final double P0 = -1.61468768441708447952E3;
    static final double P1 = -9.92877231001918586564E1;
    static final double P2 = -9.64399179425052238628E-1;
    static final double Q0 = 4.84406305325125486048E3;
    static final double Q1 = 2.23548839060100448583E3;
    static final double Q2 = 1.12811678491632931402E2;

    private Logistic() {}

    static double tanh(double x) {
        double a = Math.abs(x);
        if (a < TANH_SMALL) {
            double z = x * x;
            double p = Math.fma(Math.fma(P2, z, P1), z, P0);
            double q = Math.fma(Math.fma(z + Q2, z, Q1), z, Q0);
            return Math.fma(x, z * p / q, x);
        }
        return Math.copySign(1 - 2 / (Exponential.exp(2 * a) + 1), x);
    }

    /** 1/(1 + e⁻ˣ), with e^(−|x|) in the numerator for x below 0, so that it never overflows. */
    static double sigmoid(double x) {
        return sigmoid(x, Exponential.exp(-Math.abs(x)));
    }

    /** 1/(1 + e⁻ˣ), given e = e^(−|x|). */
    static double sigmoid(double x, double e) {
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /** log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|)). */
    static double softplus(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return (x > 0 ? x : 0) + Logarithm.log1p(Exponential.exp(-Math.abs(x)));
    }
}
