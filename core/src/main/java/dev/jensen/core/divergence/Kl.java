package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The Kullback–Leibler divergence, KL(p‖q) = Σ p log(p/q) or ∫ p log(p/q), with 0 · log 0 = 0, and +∞ where q = 0 &lt; p
 * (Kullback and Leibler, "On information and sufficiency", Annals of Mathematical Statistics 22, 1951): what it costs to
 * take q for p.
 *
 * <p>By Jensen's inequality it is at least 0, and 0 only where p = q; it is not symmetric. It is cross-entropy minus
 * entropy, adds up over independent events, and does not change when both laws go through the same one-to-one map.
 */
public final class Kl {
    private Kl() {}

    /**
     * KL(p‖q) by the surest route.
     *
     * @param p the law whose mass weighs; all its numbers known
     * @param q the law that it is compared with, of the same draws
     * @return nats, at least 0
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * KL(p‖q) by the routes that are allowed.
     *
     * @param p the law whose mass weighs
     * @param q the law that it is compared with
     * @param how routes, draws and seed
     * @return nats; by Monte Carlo an unbiased estimate, which may lie below 0 by chance
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new LogRatio(), p, q, how);
    }

    private record LogRatio() implements Functional {
        @Override
        public String name() {
            return "Kl";
        }

        @Override
        public Base base() {
            return Base.P;
        }

        @Override
        public Unit unit() {
            return Unit.NATS;
        }

        @Override
        public double integrand(double logP, double logQ) {
            return Ratio.log(logP, logQ);
        }

        @Override
        public double closedForm(Event p, Event q) {
            return ClosedKl.of(p, q);
        }
    }
}
