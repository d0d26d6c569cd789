package dev.jensen.core.fit;

/**
 * Draws with two log densities each; made by {@link Fit#scoredDraws}. Both are densities over ℝᵈ, so that their differences are log
 * importance ratios.
 *
 * @param draws on the scale of the variables
 * @param logTarget log p̃ at each draw, in nats
 * @param logFamily log q at each draw, in nats
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not kept
public record ScoredDraws(Draws draws, double[] logTarget, double[] logFamily) {}
