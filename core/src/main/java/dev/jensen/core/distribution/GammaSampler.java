package dev.jensen.core.distribution;

import java.util.random.RandomGenerator;

/**
 * Draws of Gamma(shape, 1) by Marsaglia and Tsang (2000), "A simple method for generating gamma variables", ACM
 * Transactions on Mathematical Software 26(3).
 */
final class GammaSampler {
    private GammaSampler() {}

    static double draw(RandomGenerator random, double shape) {
        return Math.exp(logDraw(random, shape));
    }

    /** The logarithm of a draw, which does not underflow at a small shape: there x = y·U^(1/shape), y of shape + 1. */
    static double logDraw(RandomGenerator random, double shape) {
        if (shape < 1) {
            return logDraw(random, shape + 1) - random.nextExponential() / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (-random.nextExponential() < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return Math.log(d * v);
                }
            }
        }
    }
}
