package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * The cross-entropy H(p, q) = −E_p[log q] = H(p) + KL(p‖q): what q is surprised on average by draws of p. Minimising it in
 * q from draws of p is maximum likelihood.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * H(p, q) by the surest route.
     *
     * @param p the law of the draws; all its numbers known
     * @param q the law that explains them, of the same draws
     * @return nats; +∞ where q = 0 &lt; p
     * @throws IllegalArgumentException if the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        return of(p, q, Evaluation.standard());
    }

    /**
     * H(p, q) by the routes that are allowed.
     *
     * @param p the law of the draws
     * @param q the law that explains them
     * @param how routes, draws and seed
     * @return nats; +∞ where q = 0 &lt; p
     * @throws IllegalArgumentException as {@link #of(Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(Distribution p, Distribution q, Evaluation how) {
        return Routing.of(new Surprise(), p, q, how);
    }

    private record Surprise() implements Functional {
        @Override
        public String name() {
            return "CrossEntropy";
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
            return -logQ;
        }

        @Override
        public double closedForm(Event p, Event q) {
            return ClosedCrossEntropy.of(p, q);
        }

        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
