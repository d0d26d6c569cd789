package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** mpmath 1.4.1, 50 digits: sums by the ratios of masses, to terms below 10⁻⁴⁵. */
class TruncatedCountsTest {
    private static void assertMoments(double mean, double variance, Distribution law) {
        assertEquals(mean, ReferenceEvaluator.number(law.mean(), Map.of()), 1e-14 * mean, law + " mean");
        assertEquals(
                variance, ReferenceEvaluator.number(law.variance(), Map.of()), 1e-11 * variance, law + " variance");
    }

    @Test
    void largeCountsKeepTheirDigits() {
        Poisson many = Poisson.of(100_000);
        assertMoments(100046.30498701512, 7316.625057057385, many.truncated(99_900, 100_200));
        assertMoments(100634.85617901103, 14385.721477035657, many.truncatedBelow(100_500));
        assertMoments(98914.8459140812, 6509.541646616466, many.truncatedAbove(99_000));
        assertMoments(100_000, 100_000, many.truncatedBelow(1));
        assertMoments(
                300431.30266718497,
                66978.88519745647,
                Binomial.of(1_000_000, 0.3).truncatedBelow(300_100));
    }

    @Test
    void soDoOutcomesFarInATail() {
        assertMoments(200.05232750587825, 0.055035715260448655, Poisson.of(10).truncatedBelow(200));
    }

    @Test
    void momentsOfUnknownParametersAreNotThere() {
        Distribution law = Poisson.of(Expr.variable("rate")).truncatedBelow(1);
        assertTrue(Double.isNaN(ReferenceEvaluator.number(law.mean(), Map.of("rate", new double[] {2}))));
        assertTrue(Double.isNaN(ReferenceEvaluator.number(law.variance(), Map.of("rate", new double[] {2}))));
    }
}
