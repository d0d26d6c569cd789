package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import java.util.Locale;
import java.util.Optional;

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
    private static final double SAME = 1e-6; // nats

    /**
     * Summarises the variables by name, weighted; prints as a table whose head says how far the weights can be trusted. Its Monte
     * Carlo errors are those of self-normalised importance sampling.
     */
    public Summary summary() {
        return Summary.of(this);
    }

    /** Draws that have been moved by Markov chains weigh alike, which says nothing of the evidence. */
    private boolean isEvidence(Estimate evidence) {
        return Math.abs(evidence.value() - weights.logEvidence().value()) < SAME;
    }

    /** A verdict has looked at more than k-hat, and what is printed beside it must not gainsay it. */
    private boolean isFitTrusted() {
        return fit.verdict()
                .filter(verdict -> verdict instanceof Verdict.Reliable || verdict instanceof Verdict.Usable)
                .isPresent();
    }

    /** Tells in words what the weights say. */
    @Override
    public String toString() {
        Optional<Estimate> evidence =
                fit.verdict().map(verdict -> verdict.diagnosis().logEvidence());
        if (weights.areAlike() && evidence.isPresent() && !isEvidence(evidence.get())) {
            return String.format(
                    Locale.US, "%,d draws of equal weight, log evidence %s", weights.count(), evidence.get());
        }
        String numbers = "importance-weighted draws: " + weights + ", log evidence " + weights.logEvidence();
        return weights.areTrusted() || isFitTrusted()
                ? numbers
                : numbers
                        + "\nk-hat is too large: TRUST NEITHER these weights NOR the tails of q, which miss part of the posterior";
    }
}
