package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * Jeffreys' divergence KL(p‖q) + KL(q‖p) = ∫ (p − q) log(p/q) (Jeffreys, "An invariant form for the prior probability in
 * estimation problems", Proceedings of the Royal Society A 186, 1946): symmetric, and +∞ where either law lacks mass that
 * the other has.
 */
public final class Jeffreys {
    private Jeffreys() {}

    /**
     * Jeffreys' divergence by the surest routes.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @return nats, at least 0
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * Jeffreys' divergence by the routes that are allowed.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @param how routes, draws and seed; each direction has draws of its own
     * @return nats
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Kl.of(p, q, how).plus(Kl.of(q, p, how.seed(how.seed() + 1)));
    }
}
