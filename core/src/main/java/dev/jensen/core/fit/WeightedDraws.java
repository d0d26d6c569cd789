package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.ImportanceWeights;

/**
 * Draws from a fit that stand for the posterior under importance weights; made by {@link Fit#weighted()}.
 *
 * <pre>{@code
 * WeightedDraws posterior = fit.weighted();
 * System.out.println(posterior.summary());
 * if (!posterior.weights().areTrusted()) …
 * }</pre>
 *
 * @param fit where the draws come from
 * @param draws on the scale of the variables, not weighted
 * @param weights a weight for each draw, with k-hat, effective sample size and log evidence
 */
public record WeightedDraws(Fit fit, Draws draws, ImportanceWeights weights) {

    /**
     * Summarises the variables by name, weighted; prints as a table whose head says how far the weights can be trusted. Its Monte
     * Carlo errors are those of self-normalised importance sampling.
     */
    public Summary summary() {
        return Summary.of(this);
    }

    /** Tells in words what the weights say. */
    @Override
    public String toString() {
        String numbers = "importance-weighted draws: " + weights + ", log evidence " + weights.logEvidence();
        return weights.areTrusted()
                ? numbers
                : numbers
                        + "\nk-hat is too large: TRUST NEITHER these weights NOR the tails of q, which miss part of the posterior";
    }
}
