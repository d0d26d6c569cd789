package dev.jensen.core.engine;

/** tanh, the logistic function and softplus, the same steps as the vector kernels take. */
final class Logistic {
    /** From this on, (e^y − 1)/(e^y + 1) is 1 to the last bit. */
    static final double TANH_ONE = 44;

    private Logistic() {}

    /** (e^y − 1)/((e^y − 1) + 2) with y = 2|x|, and the sign of x; e^y − 1 is accurate near 0, and so is this. */
    static double tanh(double x) {
        double twice = 2 * Math.abs(x);
        double c = twice > TANH_ONE ? TANH_ONE : twice;
        double bits = Math.fma(c, Exponential.LOG2_E, Exponential.ROUNDER);
        double n = bits - Exponential.ROUNDER;
        double r = Math.fma(n, -Exponential.LN2_LOW, Math.fma(n, -Exponential.LN2_HIGH, c));
        double power = Exponential.powerOfTwo(bits);
        double e = Math.fma(power, Exponential.expm1Reduced(r), power - 1);
        return Math.copySign(e / (e + 2), x);
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
