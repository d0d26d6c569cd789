package dev.jensen.core.algorithm;

import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.fit.Verdict;
import java.util.Locale;

/** The verdict where chains have the last word: it is how far they have come from the weights' answer. */
final class ChainVerdict {
    private static final double AGREEING = 0.1; // standard deviations
    private static final double NEAR = 0.25;
    private static final double SMALL_ERROR = 0.06;

    private ChainVerdict() {}

    /**
     * Judges.
     *
     * @param next the next thing to try where they are far apart
     */
    static Verdict of(Diagnosis d, String next) {
        String apart = String.format(
                Locale.ROOT,
                "importance weights and Hamiltonian Monte Carlo from their draws differ by %.2f standard deviations (%s)",
                d.shift(),
                d.shifted());
        if (d.shift() < AGREEING && d.error() < SMALL_ERROR) {
            return new Verdict.Reliable(d, apart, "nothing; other seeds should agree within the Monte Carlo errors");
        }
        if (d.shift() < NEAR) {
            return new Verdict.Usable(
                    d, apart, "mistrust " + d.shifted() + "; compare with another seed, or with longer chains");
        }
        return new Verdict.Unreliable(d, apart, next);
    }
}
