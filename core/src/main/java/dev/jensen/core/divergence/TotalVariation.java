package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The total variation distance ½ Σ |p − q| or ½ ∫ |p − q|: the greatest difference between the probabilities that the two
 * laws give to any event, from 0 to 1. By Pinsker's inequality it is at most √(KL/2).
 */
public final class TotalVariation {
    private TotalVariation() {}

    /**
     * The total variation distance by the surest route.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @return from 0 to 1
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * The total variation distance by the routes that are allowed.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @param how routes, draws and seed
     * @return from 0 to 1
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new Difference(), p, q, how);
    }

    private record Difference() implements Functional {
        @Override
        public String name() {
            return "TotalVariation";
        }

        @Override
        public Base base() {
            return Base.MIDPOINT;
        }

        @Override
        public Unit unit() {
            return Unit.PURE;
        }

        /** ½|p − q|/m = |tanh(½ log(p/q))|. */
        @Override
        public double integrand(double logP, double logQ) {
            return Math.abs(Math.tanh(0.5 * Ratio.log(logP, logQ)));
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public boolean kinked() {
            return true;
        }

        @Override
        public double bound() {
            return 1;
        }

        @Override
        public double closedForm(Event p, Event q) {
            return p.sameAs(q) ? 0 : Double.NaN;
        }

        @Override
        public double greatest() {
            return 1;
        }
    }
}
