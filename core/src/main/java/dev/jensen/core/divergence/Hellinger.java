package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The Hellinger distance H with H² = ½ ∫ (√p − √q)² = 1 − ∫ √(pq) (Hellinger, "Neue Begründung der Theorie quadratischer
 * Formen von unendlichvielen Veränderlichen", Journal für die reine und angewandte Mathematik 136, 1909): a metric, from 0
 * to 1. The total variation distance lies between H² and √2·H.
 */
public final class Hellinger {
    private Hellinger() {}

    /**
     * The Hellinger distance by the surest route.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @return H, not its square, from 0 to 1
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * The Hellinger distance by the routes that are allowed.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @param how routes, draws and seed
     * @return H, not its square, from 0 to 1
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new Affinity(), p, q, how).map(x -> Math.sqrt(-Math.expm1(-Math.max(0, x))), Unit.PURE);
    }

    /** −log ∫ √(pq), which adds up over independent events. */
    private record Affinity() implements Functional {
        @Override
        public String name() {
            return "Hellinger";
        }

        @Override
        public Base base() {
            return Base.MIDPOINT;
        }

        @Override
        public Unit unit() {
            return Unit.NATS;
        }

        /** ½(√p − √q)²/m = 2 sinh²(δ/4)/cosh(δ/2) with δ = log(p/q). */
        @Override
        public double integrand(double logP, double logQ) {
            double delta = Math.abs(Ratio.log(logP, logQ));
            double e = Math.exp(-0.5 * delta);
            double difference = Math.expm1(-0.5 * delta);
            return difference * difference / (1 + e * e);
        }

        @Override
        public double finish(double square) {
            return -Math.log1p(-Math.min(1, square));
        }

        @Override
        public double bound() {
            return 1;
        }

        @Override
        public double closedForm(Event p, Event q) {
            return -ClosedAffinity.log(p, q, 0.5);
        }
    }
}
