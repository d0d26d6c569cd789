package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The Jensen–Shannon divergence ½ KL(p‖m) + ½ KL(q‖m) from the midpoint m = ½(p + q) (Lin, "Divergence measures based on
 * the Shannon entropy", IEEE Transactions on Information Theory 37, 1991): symmetric, finite for all laws, and at most
 * log 2, which it reaches for laws without common mass. Its square root is a distance.
 */
public final class JensenShannon {
    private JensenShannon() {}

    /**
     * The Jensen–Shannon divergence by the surest route.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @return nats, from 0 to log 2
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * The Jensen–Shannon divergence by the routes that are allowed.
     *
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @param how routes, draws and seed
     * @return nats
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new FromMidpoint(), p, q, how);
    }

    private record FromMidpoint() implements Functional {
        @Override
        public String name() {
            return "JensenShannon";
        }

        @Override
        public Base base() {
            return Base.MIDPOINT;
        }

        @Override
        public Unit unit() {
            return Unit.NATS;
        }

        /** ½[(1 + t) log(1 + t) + (1 − t) log(1 − t)] with t = (p − q)/(p + q); near 0 it is t²/2 + t⁴/12 + t⁶/30 + …. */
        @Override
        public double integrand(double logP, double logQ) {
            double t = Math.tanh(0.5 * Ratio.log(logP, logQ));
            double square = t * t;
            if (square < 1e-4) {
                return square * (1.0 / 2 + square * (1.0 / 12 + square * (1.0 / 30 + square / 56)));
            }
            return 0.5 * (xLogX(1 + t) + xLogX(1 - t));
        }

        private static double xLogX(double x) {
            return x == 0 ? 0 : x * Math.log(x);
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public double bound() {
            return Math.log(2);
        }

        @Override
        public double closedForm(Event p, Event q) {
            return p.sameAs(q) ? 0 : Double.NaN;
        }

        @Override
        public double greatest() {
            return Math.log(2);
        }
    }
}
