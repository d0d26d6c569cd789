package dev.jensen.core.family;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * A chi-square variable of ν degrees of freedom as a function of one normal: x(ε) with P(χ²_ν ≤ x) = Φ(ε).
 *
 * <p>log x is an analytic function of ε, so its Chebyshev series on [−9, 9], beyond which no noise lies, converges
 * geometrically (Trefethen, "Approximation theory and approximation practice", 2013, chapter 8). The nodes are found by
 * bisection, once.
 */
final class ChiSquareQuantile {

    private static final double REACH = 9;
    private static final int NODES = 160;
    private static final double SQRT_HALF = 0.7071067811865476;

    private final double[] coefficients;

    ChiSquareQuantile(double nu) {
        double[] values = new double[NODES];
        for (int k = 0; k < NODES; k++) {
            values[k] = logQuantile(nu, REACH * Math.cos(Math.PI * (k + 0.5) / NODES));
        }
        double[] series = new double[NODES];
        double greatest = 0;
        for (int j = 0; j < NODES; j++) {
            for (int k = 0; k < NODES; k++) {
                series[j] += 2.0 / NODES * values[k] * Math.cos(Math.PI * j * (k + 0.5) / NODES);
            }
            greatest = Math.max(greatest, Math.abs(series[j]));
        }
        int length = NODES;
        while (length > 2 && Math.abs(series[length - 1]) < 1e-15 * greatest) {
            length--;
        }
        coefficients = Arrays.copyOf(series, length);
    }

    /** Returns x(ε), for |ε| ≤ 9. */
    double at(double epsilon) {
        double t = epsilon / REACH;
        double next = 0;
        double afterNext = 0;
        for (int j = coefficients.length - 1; j > 0; j--) { // Clenshaw
            double now = coefficients[j] + 2 * t * next - afterNext;
            afterNext = next;
            next = now;
        }
        return Math.exp(0.5 * coefficients[0] + t * next - afterNext);
    }

    /** Solves for log x in the tail where the probability is less than ½, so that nothing is lost. */
    static double logQuantile(double nu, double epsilon) {
        double p = 0.5 * Erfc.value(Math.abs(epsilon) * SQRT_HALF);
        DoubleUnaryOperator below = epsilon < 0
                ? y -> RegularizedGamma.P.value(nu / 2, 0.5 * Math.exp(y)) - p
                : y -> p - RegularizedGamma.Q.value(nu / 2, 0.5 * Math.exp(y));
        double low = -200 / Math.sqrt(nu) + Math.log(nu);
        double high = Math.log(nu + 200 * Math.sqrt(nu) + 200);
        for (int i = 0; i < 70; i++) {
            double middle = 0.5 * (low + high);
            if (below.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
