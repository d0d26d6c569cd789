package dev.jensen.optim.average;

import dev.jensen.optim.IterateAverage;

/**
 * Polynomial-decay averaging: iterate t has a weight of about t^η, so that the beginning is forgotten without having to
 * know how long the run will be (Shamir and Zhang 2013, section 4):
 * x̄ₜ = (1 − (η + 1)/(t + η)) x̄ₜ₋₁ + (η + 1)/(t + η) xₜ, t from 1.
 *
 * @param eta at least 0; 0 is the plain mean of all iterates
 */
public record PolynomialDecay(double eta) implements IterateAverage {
    /** Checks its range. */
    public PolynomialDecay {
        if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("PolynomialDecay eta must be finite and >= 0: " + eta);
        }
    }

    /** The paper's choice, η = 3. */
    public static PolynomialDecay standard() {
        return new PolynomialDecay(3);
    }

    @Override
    public Memory start(int dimension) {
        double[] mean = new double[dimension];
        return new Memory() {
            @Override
            public void accept(long step, double[] x) {
                double weight = (eta + 1) / (step + 1 + eta);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += weight * (x[i] - mean[i]);
                }
            }

            @Override
            public double[] average() {
                return mean.clone();
            }

            @Override
            public double[][] state() {
                return new double[][] {mean};
            }
        };
    }
}
