package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The χ² divergence χ²(p‖q) = ∫ (p − q)²/q = ∫ p²/q − 1 (Pearson 1900): the variance of the importance weights p/q under q,
 * so that n draws of q are worth n/(1 + χ²) of p. It is exp(D₂) − 1 of the Rényi divergence of order 2, and at least KL.
 */
public final class ChiSquare {
    private ChiSquare() {}

    /**
     * χ²(p‖q) by the surest route.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws, by which is divided
     * @return a pure number, at least 0; +∞ where q = 0 &lt; p or q's tails are too light
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * χ²(p‖q) by the routes that are allowed.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws, by which is divided
     * @param how routes, draws and seed; by Monte Carlo the variance is infinite where ∫ p⁴/q³ is
     * @return a pure number
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new Renyi.Order("ChiSquare", 2), p, q, how).map(Math::expm1, Unit.PURE);
    }
}
