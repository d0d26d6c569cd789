package dev.jensen.core.family;

import dev.jensen.core.engine.function.NormalIntegral;

/** What the discrete families share: uniforms from normals, logits from probabilities, and the checks of both. */
final class Logits {

    /** How far from 1 probabilities may sum, which rounding explains. */
    private static final double ROUNDING = 1e-8;

    private Logits() {}

    /** Returns Φ(ε), uniform on [0, 1]. */
    static double uniform(double normal) {
        return NormalIntegral.normalCdf(normal);
    }

    /** Returns log Φ(ε), the logarithm of a uniform number. */
    static double logUniform(double normal) {
        return NormalIntegral.logNormalCdf(normal);
    }

    /** Returns log(−log Φ(ε)), the logarithm of an exponential number, whose negative is Gumbel's. */
    static double logExponential(double normal) {
        return Math.log(Math.max(-NormalIntegral.logNormalCdf(normal), Double.MIN_NORMAL));
    }

    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** Checks what {@link Family#initial} was given; a discrete law has neither centre nor scale. */
    static void requireStart(String family, double[] centre, double scale, int dimension) {
        Gaussian.requireMean(family, centre, dimension);
        Gaussian.requirePositive(family + " scale", scale);
    }

    static double requireInside(String what, double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(what + " must be strictly between 0 and 1, or its logit is infinite: "
                    + probability + "; an outcome that cannot be is left out of the family");
        }
        return probability;
    }

    static void requireSumOfOne(String what, double[] probabilities) {
        double sum = 0;
        for (double probability : probabilities) {
            sum += probability;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException(what + " must sum to 1, but sum to " + sum + ": divide them by it");
        }
    }
}
