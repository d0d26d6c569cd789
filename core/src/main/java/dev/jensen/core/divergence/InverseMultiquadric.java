package dev.jensen.core.divergence;

/**
 * κ(t) = (c² + t)^β. Its Stein discrepancy notices tails that a Gaussian kernel's does not (Gorham and Mackey, "Measuring sample quality
 * with kernels", ICML 2017).
 *
 * @param c in the unit of z, positive
 * @param exponent β, between −1 and 0
 */
public record InverseMultiquadric(double c, double exponent) implements RadialKernel {

    /** Checks the ranges. */
    public InverseMultiquadric {
        if (!(c > 0 && c < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("InverseMultiquadric c must be positive and finite: " + c);
        }
        if (!(exponent > -1 && exponent < 0)) {
            throw new IllegalArgumentException("InverseMultiquadric exponent must be between -1 and 0: " + exponent);
        }
    }

    /** Takes c = 1 and β = −½. */
    public static InverseMultiquadric standard() {
        return new InverseMultiquadric(1, -0.5);
    }

    @Override
    public double derivative(double squaredDistance, int order) {
        double base = c * c + squaredDistance;
        double value = Math.pow(base, exponent);
        for (int k = 0; k < order; k++) {
            value *= (exponent - k) / base;
        }
        return value;
    }
}
