package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import java.util.random.RandomGenerator;

/** What the Wishart laws share: Γ of matrices, and Bartlett's decomposition. */
final class Wisharts {
    private Wisharts() {}

    /** Checks the parameters that are known. */
    static void check(String law, Expr degrees, String factorName, Expr factor) {
        int size = Factors.check(law, factorName, factor);
        if (degrees.shape().rank() > 0 || degrees.shape().hasRows()) {
            throw new IllegalArgumentException(
                    law + " degrees of freedom must be one number, not " + degrees.shape() + ": " + degrees);
        }
        KnownValues values = KnownValues.of(degrees);
        double value = values == null ? Double.MAX_VALUE : values.at(0, 0);
        if (!(value > size - 1 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(law + " degrees of freedom must be > " + (size - 1) + " for a " + size
                    + " x " + size + " matrix: " + value);
        }
    }

    /**
     * log Γ_K(ν/2) = K(K − 1)/4 log π + Σₖ log Γ((ν − k)/2), k = 0 … K − 1; NaN where ν ≤ K − 1, which numbers that are known
     * cannot be.
     */
    static Expr logGamma(Expr degrees, int size) {
        Expr sum = halves(degrees, size).logGamma().sum(0).plus(0.25 * size * (size - 1) * Math.log(Math.PI));
        return degrees.isKnown() ? sum : Expr.select(degrees.greaterThan(size - 1), sum, Expr.constant(Double.NaN));
    }

    /** ψ_K(ν/2) = Σₖ ψ((ν − k)/2). */
    static Expr digamma(Expr degrees, int size) {
        return halves(degrees, size).digamma().sum(0);
    }

    /** (ν − k)/2. */
    static Expr halves(Expr degrees, int size) {
        return degrees.minus(Expr.constant(upTo(size))).times(0.5);
    }

    /** 0, 1, … K − 1. */
    static double[] upTo(int size) {
        double[] numbers = new double[size];
        for (int k = 0; k < size; k++) {
            numbers[k] = k;
        }
        return numbers;
    }

    /** log |∂Σ/∂L| = K log 2 + Σ (K − k) log Lₖₖ of Σ = L Lᵀ, k from 0. */
    static Expr logJacobian(Expr logDiagonal) {
        int size = logDiagonal.shape().dimension(logDiagonal.shape().rank() - 1);
        double[] weights = upTo(size);
        for (int k = 0; k < size; k++) {
            weights[k] = size - weights[k];
        }
        return logDiagonal.times(Expr.constant(weights)).sum(-1).plus(size * Math.log(2));
    }

    /**
     * The Cholesky factor A B of a Wishart draw: B has independent normal numbers below its diagonal and roots of χ² draws with ν,
     * ν − 1, … degrees of freedom on it (Bartlett, 1933).
     *
     * @param parameters ν and A
     */
    static double[] factor(RandomGenerator random, double[] parameters, int size) {
        double[] b = bartlett(random, parameters[0], size, false);
        double[] out = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = j; k <= i; k++) {
                    out[i * size + j] += parameters[1 + i * size + k] * b[k * size + j];
                }
            }
        }
        return out;
    }

    /** B, or, in reverse, the matrix with the largest χ at the end of its diagonal. */
    static double[] bartlett(RandomGenerator random, double degrees, int size, boolean reverse) {
        double[] b = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                b[i * size + j] = random.nextGaussian();
            }
            double own = degrees - (reverse ? size - 1 - i : i);
            b[i * (size + 1)] = Math.exp(0.5 * (Math.log(2) + GammaSampler.logDraw(random, own / 2)));
        }
        return b;
    }

    /** L Lᵀ. */
    static void square(double[] factor, int size, double[] out) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += factor[i * size + k] * factor[j * size + k];
                }
                out[i * size + j] = sum;
                out[j * size + i] = sum;
            }
        }
    }
}
