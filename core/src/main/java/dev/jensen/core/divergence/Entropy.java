package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The entropy H(p) = −E_p[log p] (Shannon, "A mathematical theory of communication", Bell System Technical Journal 27,
 * 1948). Of a discrete law it is at least 0; of a density it may be negative and changes with the unit of x.
 */
public final class Entropy {
    private Entropy() {}

    /**
     * H(p) by the surest route.
     *
     * @param p all its numbers known
     * @return nats
     * @throws IllegalArgumentException if a parameter is unknown
     */
    public static Divergence of(Distribution p) {
        return of(p, Evaluation.standard());
    }

    /**
     * H(p) by the routes that are allowed.
     *
     * @param p all its numbers known
     * @param how routes, draws and seed
     * @return nats
     * @throws IllegalArgumentException if a parameter is unknown, or no route is left
     */
    public static Divergence of(Distribution p, Evaluation how) {
        return Routing.of(new Surprise(), p, p, how);
    }

    private record Surprise() implements Functional {
        @Override
        public String name() {
            return "Entropy";
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
            return -logP;
        }

        @Override
        public double closedForm(Event p, Event q) {
            return p.closedEntropy();
        }

        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
