package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;

/**
 * Rényi's divergence of order α, D_α(p‖q) = log ∫ p^α q^{1−α} / (α − 1) (Rényi, "On measures of entropy and information",
 * 1961; van Erven and Harremoës, "Rényi divergence and Kullback–Leibler divergence", IEEE Transactions on Information
 * Theory 60, 2014). It grows with α, is KL(p‖q) in the limit α → 1, and adds up over independent events.
 */
public final class Renyi {
    private Renyi() {}

    /**
     * D_α(p‖q) by the surest route.
     *
     * @param alpha α &gt; 0; 1 is KL(p‖q)
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @return nats, at least 0; +∞ for α ≥ 1 where q = 0 &lt; p, for α &lt; 1 only where the laws share no mass
     * @throws IllegalArgumentException if α is out of its range, the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(double alpha, Distribution p, Distribution q) {
        return of(alpha, p, q, Evaluation.standard());
    }

    /**
     * D_α(p‖q) by the routes that are allowed.
     *
     * @param alpha α &gt; 0; 1 is KL(p‖q)
     * @param p a law of known numbers
     * @param q another, of the same draws
     * @param how routes, draws and seed; by Monte Carlo the variance is infinite where ∫ p^{2α} q^{1−2α} is
     * @return nats
     * @throws IllegalArgumentException as {@link #of(double, Distribution, Distribution)}, or if no route is left
     */
    public static Divergence of(double alpha, Distribution p, Distribution q, Evaluation how) {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Renyi order alpha must be > 0 and finite: " + alpha
                    + "; at 1 it is KL, and of order 1 - alpha it is the divergence of the swapped laws times"
                    + " (1 - alpha)/alpha");
        }
        return alpha == 1 ? Kl.of(p, q, how) : Routing.of(new Order("Renyi", alpha), p, q, how);
    }

    /** The Rényi divergence of an order other than 1. */
    record Order(String name, double alpha) implements Functional {
        @Override
        public Base base() {
            return Base.MIDPOINT;
        }

        @Override
        public Unit unit() {
            return Unit.NATS;
        }

        /** p·((p/q)^{α−1} − 1)/m, whose expectation is small where the laws are close. */
        @Override
        public double integrand(double logP, double logQ) {
            if (logP == Double.NEGATIVE_INFINITY) {
                return 0;
            }
            double delta = Ratio.log(logP, logQ);
            double power = (alpha - 1) * delta;
            if (power > 1) {
                return 2 * (Math.exp(power - Ratio.softplus(-delta)) - Math.exp(-Ratio.softplus(-delta)));
            }
            return Ratio.overMidpoint(delta) * Math.expm1(power);
        }

        @Override
        public double finish(double expectation) {
            return Math.log1p(Math.max(-1, expectation)) / (alpha - 1);
        }

        @Override
        public double closedForm(Event p, Event q) {
            return ClosedAffinity.log(p, q, alpha) / (alpha - 1);
        }
    }
}
