package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.support.Simplex;

/** Two laws of the same draws, or one law twice. */
record Pair(KnownLaw p, KnownLaw q) {

    /**
     * Two laws as numbers.
     *
     * @throws IllegalArgumentException if their draws differ in shape
     */
    static Pair of(String who, Distribution p, Distribution q) {
        KnownLaw first = KnownLaw.of(who, p);
        KnownLaw second = p == q ? first : KnownLaw.of(who, q);
        if (!first.sameDraws(second)) {
            throw new IllegalArgumentException(who + " compares laws of the same draws; the first, " + first.name()
                    + ", has " + first.drawWords() + ", the second, " + second.name() + ", "
                    + second.drawWords() + ": give both the same number of elements");
        }
        return new Pair(first, second);
    }

    /** Whether the events of one are those of the other, so that they can be compared one by one. */
    boolean matched() {
        return p.events().size() == q.events().size()
                && p.events().get(0).scalar() == q.events().get(0).scalar();
    }

    /** Whether no set has a probability above 0 under both, for their kinds: counts, densities, densities on a simplex. */
    boolean singular() {
        return p.discrete() != q.discrete() || (p.support() instanceof Simplex) != (q.support() instanceof Simplex);
    }
}
