package dev.jensen.core.noise;

/**
 * The inverse of the standard normal distribution function, to about 16 digits: algorithm AS 241, PPND16 (Wichura, "The
 * percentage points of the normal distribution", Applied Statistics 37, 1988).
 *
 * <p>Two loops instead of one with an unpredictable branch. The first takes every number through the central rational
 * function, which is right for 85 % of them and at most 1.44; in the place of the others it leaves 1/p, p the
 * probability beyond it, which is at least 13. The second loop finds these by their size, without a branch, 64 numbers at a
 * time, and finishes them. The first chooses by multiplying with 0 and 1, so that the JIT compiler can make vectors of it.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the constants as published
final class NormalQuantile {

    private static final double CENTRE = 0.425;

    /** The bits of 2, which order positive numbers as the numbers do. */
    private static final long BETWEEN_BITS = Double.doubleToRawLongBits(2);

    private NormalQuantile() {}

    /**
     * Replaces q by Φ⁻¹(½ + q).
     *
     * @param count how many numbers
     * @param values length at least count, each strictly within (−½, ½); overwritten
     */
    static void ofCentred(int count, double[] values) {
        for (int i = 0; i < count; i++) {
            double q = values[i];
            double size = Math.abs(q);
            double outer = Math.ceil(Math.max(size - CENTRE, 0)); // 1 beyond the centre, else 0
            double central = 1 - outer;
            double r = CENTRE * CENTRE - q * q;
            double sign = q / Math.max(size, 0.25);
            double numerator = central * (q * centreNumerator(r)) + outer * sign;
            double denominator = central * centreDenominator(r) + outer * (0.5 - size);
            values[i] = numerator / denominator;
        }
        for (int from = 0; from < count; from += Long.SIZE) {
            int block = Math.min(Long.SIZE, count - from);
            long outside = 0;
            for (int i = 0; i < block; i++) {
                long size = Double.doubleToRawLongBits(values[from + i]) & Long.MAX_VALUE;
                outside |= (BETWEEN_BITS - size) >>> (Long.SIZE - 1) << i;
            }
            for (; outside != 0; outside &= outside - 1) {
                int i = from + Long.numberOfTrailingZeros(outside);
                double value = values[i];
                values[i] = Math.copySign(tail(Math.sqrt(Math.log(Math.abs(value)))), value);
            }
        }
    }

    /** Returns the quantile beyond which the probability is exp(−root²). */
    private static double tail(double root) {
        return root <= 5
                ? nearNumerator(root - 1.6) / nearDenominator(root - 1.6)
                : farNumerator(root - 5) / farDenominator(root - 5);
    }

    private static double centreNumerator(double r) {
        double sum = 2.5090809287301226727e+3;
        sum = sum * r + 3.3430575583588128105e+4;
        sum = sum * r + 6.7265770927008700853e+4;
        sum = sum * r + 4.5921953931549871457e+4;
        sum = sum * r + 1.3731693765509461125e+4;
        sum = sum * r + 1.9715909503065514427e+3;
        sum = sum * r + 1.3314166789178437745e+2;
        return sum * r + 3.3871328727963666080e+0;
    }

    private static double centreDenominator(double r) {
        double sum = 5.2264952788528545610e+3;
        sum = sum * r + 2.8729085735721942674e+4;
        sum = sum * r + 3.9307895800092710610e+4;
        sum = sum * r + 2.1213794301586595867e+4;
        sum = sum * r + 5.3941960214247511077e+3;
        sum = sum * r + 6.8718700749205790830e+2;
        sum = sum * r + 4.2313330701600911252e+1;
        return sum * r + 1;
    }

    private static double nearNumerator(double r) {
        double sum = 7.74545014278341407640e-4;
        sum = sum * r + 2.27238449892691845833e-2;
        sum = sum * r + 2.41780725177450611770e-1;
        sum = sum * r + 1.27045825245236838258e+0;
        sum = sum * r + 3.64784832476320460504e+0;
        sum = sum * r + 5.76949722146069140550e+0;
        sum = sum * r + 4.63033784615654529590e+0;
        return sum * r + 1.42343711074968357734e+0;
    }

    private static double nearDenominator(double r) {
        double sum = 1.05075007164441684324e-9;
        sum = sum * r + 5.47593808499534494600e-4;
        sum = sum * r + 1.51986665636164571966e-2;
        sum = sum * r + 1.48103976427480074590e-1;
        sum = sum * r + 6.89767334985100004550e-1;
        sum = sum * r + 1.67638483018380384940e+0;
        sum = sum * r + 2.05319162663775882187e+0;
        return sum * r + 1;
    }

    private static double farNumerator(double r) {
        double sum = 2.01033439929228813265e-7;
        sum = sum * r + 2.71155556874348757815e-5;
        sum = sum * r + 1.24266094738807843860e-3;
        sum = sum * r + 2.65321895265761230930e-2;
        sum = sum * r + 2.96560571828504891230e-1;
        sum = sum * r + 1.78482653991729133580e+0;
        sum = sum * r + 5.46378491116411436990e+0;
        return sum * r + 6.65790464350110377720e+0;
    }

    private static double farDenominator(double r) {
        double sum = 2.04426310338993978564e-15;
        sum = sum * r + 1.42151175831644588870e-7;
        sum = sum * r + 1.84631831751005468180e-5;
        sum = sum * r + 7.86869131145613259100e-4;
        sum = sum * r + 1.48753612908506148525e-2;
        sum = sum * r + 1.36929880922735805310e-1;
        sum = sum * r + 5.99832206555887937690e-1;
        return sum * r + 1;
    }
}
