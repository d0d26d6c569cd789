package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.LogDensity;

/**
 * A normal that may become q.
 *
 * @param normal which
 * @param elbo estimated on a few draws; −∞ where log p̃ is at one of them
 */
public record Candidate(FittedNormal normal, double elbo) {

    /** Estimates the ELBO from values of log p̃ alone. */
    static Candidate of(FittedNormal normal, LogDensity target, int draws, double[] noise) {
        double[] z = new double[draws * normal.dimension()];
        double[] values = new double[draws];
        normal.draw(draws, noise, z);
        target.logDensity(draws, z, values);
        double sum = 0;
        for (double value : values) {
            sum += value / draws;
        }
        return new Candidate(normal, sum + normal.entropy());
    }

    /** Returns whether the ELBO is a finite number. */
    public boolean isFinite() {
        return elbo > Double.NEGATIVE_INFINITY && elbo < Double.POSITIVE_INFINITY;
    }
}
