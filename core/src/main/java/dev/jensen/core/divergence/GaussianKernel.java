package dev.jensen.core.divergence;

/**
 * κ(t) = exp(−t / 2h²), also called the radial basis function.
 *
 * @param lengthScale h in the unit of z, positive
 */
public record GaussianKernel(double lengthScale) implements RadialKernel {

    /** Checks the range. */
    public GaussianKernel {
        if (!(lengthScale > 0 && lengthScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "GaussianKernel lengthScale must be positive and finite: " + lengthScale);
        }
    }

    /** Makes the kernel of a length scale. */
    public static GaussianKernel of(double lengthScale) {
        return new GaussianKernel(lengthScale);
    }

    @Override
    public double derivative(double squaredDistance, int order) {
        double rate = -0.5 / (lengthScale * lengthScale);
        double value = Math.exp(rate * squaredDistance);
        for (int k = 0; k < order; k++) {
            value *= rate;
        }
        return value;
    }
}
