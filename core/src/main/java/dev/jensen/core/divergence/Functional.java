package dev.jensen.core.divergence;

/**
 * A divergence as an expectation: E_b[h(log p, log q)] under a base law b, which is p itself or the midpoint
 * m = ½(p + q), and a function of that expectation. Every route evaluates the same few lines.
 */
interface Functional {
    /** The law under which the expectation is taken. */
    enum Base {
        /** The first law. */
        P,
        /** The midpoint ½(p + q), under which every ratio p/m is at most 2. */
        MIDPOINT
    }

    /** What messages call it. */
    String name();

    Base base();

    Unit unit();

    /**
     * h, at a point where the base law has a density above 0.
     *
     * @param logP log p, −∞ where p = 0
     * @param logQ log q, −∞ where q = 0
     */
    double integrand(double logP, double logQ);

    /** The divergence as an increasing function of the expectation. */
    default double finish(double expectation) {
        return expectation;
    }

    /** Whether independent events add up. */
    default boolean additive() {
        return true;
    }

    /** The closed form for one event, or NaN where there is none. */
    double closedForm(Event p, Event q);

    /** Whether h has a kink where p = q. */
    default boolean kinked() {
        return false;
    }

    /** The greatest |h|, by which the share of the mass that lies beyond the doubles is weighed; +∞ if there is none. */
    default double bound() {
        return Double.POSITIVE_INFINITY;
    }

    /** The least value of the definition, which rounding may overstep; −∞ if there is none. */
    default double least() {
        return 0;
    }

    /** The greatest value of the definition; +∞ if there is none. */
    default double greatest() {
        return Double.POSITIVE_INFINITY;
    }
}
