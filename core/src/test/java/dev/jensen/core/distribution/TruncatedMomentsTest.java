package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.support.Positive;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** mpmath 1.4.1, 40 to 80 digits: incomplete gamma and beta functions, else quadrature. */
class TruncatedMomentsTest {
    private static final double HALF = 0.5;

    @Test
    void ofKnownNumbersAreFoundByQuadrature() {
        Gamma gamma = Gamma.of(2.5, 1.5);
        assertMoments(0.66770370222142649, 0.020009273561493928, gamma.truncated(0.4, 0.9));
        assertMoments(1.7930532148428034, 1.0319442774631638, gamma.truncatedBelow(HALF));
        assertMoments(0.46136363636363636, 0.017825413223140496, Beta.of(2, 3).truncated(0.25, 0.75));
        assertMoments(
                0.84108152518820115, 0.029980988499553076, Beta.of(2.5, HALF).truncatedBelow(0.25));
        assertMoments(
                1.3485628487941921, 0.74708680871488765, StudentT.of(5, 0, 1).truncatedBelow(HALF));
        assertMoments(
                0.40955416661900559, 0.12246387072640532, SkewNormal.of(0, 1, 3).truncated(-HALF, 1));
    }

    @Test
    void keepTheirDigitsInTailsAndBetweenNarrowBounds() {
        Gamma gamma = Gamma.of(2.5, 1.5);
        assertMoments(100.67331089542755, 0.45328831800832462, gamma.truncatedBelow(100));
        assertMoments(100.38056690906384, 0.074889987605493381, gamma.truncated(100, 101));
        assertMoments(
                0.0038580224222973906, 2.2691647912007894e-9, Gamma.of(80, 1).truncated(0x1p-10, 0x1p-8));
        Truncated narrow = gamma.truncated(1, 1 + 0x1p-30); // which has 4 million numbers in it
        assertEquals(1.0000000004656613, ReferenceEvaluator.number(narrow.mean(), Map.of()), 1e-15);
        assertEquals(7.2280144832366962e-20, ReferenceEvaluator.number(narrow.variance(), Map.of()), 1e-25);
    }

    @Test
    void goWhereTheDensityHasAPole() {
        Gamma gamma = Gamma.of(0.0625, 1);
        assertMoments(0.053340325612789686, 0.035509556852689986, gamma.truncatedAbove(2));
        assertMoments(1.3673014155879339, 0.074089401381795266, gamma.truncated(1, 2));
    }

    private static void assertMoments(double mean, double variance, Truncated law) {
        assertEquals(mean, ReferenceEvaluator.number(law.mean(), Map.of()), 1e-13 * mean);
        assertEquals(variance, ReferenceEvaluator.number(law.variance(), Map.of()), 1e-11 * variance);
    }

    /** The shape, or what stands for it, is unknown; so are the bounds. */
    @Test
    void ofUnknownParametersHaveClosedFormsWhereThereAreAny() {
        Expr a = Expr.variable("a");
        assertClosed(0.66770370222142649, 0.020009273561493928, Gamma.of(a, 1.5), 2.5, 0.4, 0.9);
        assertClosed(0.98994109121054578, 0.14812415223996603, Exponential.of(a), 1.5, HALF, 2);
        assertClosed(2.6025804277813002, 0.68361368271653328, ChiSquared.of(a), 5, 1, 4);
        assertClosed(0.46136363636363636, 0.017825413223140496, Beta.of(a, Expr.constant(3)), 2, 0.25, 0.75);
        assertClosed(1.1932489979310146, 0.14877881052290348, LogNormal.of(a, HALF), 0.25, HALF, 2);
        assertTrue(Double.isNaN(ReferenceEvaluator.number(
                StudentT.of(5, a, Expr.constant(1)).truncatedBelow(1).mean(), Map.of("a", new double[] {0}))));
    }

    private static void assertClosed(
            double mean, double variance, CumulativeContinuous law, double a, double low, double high) {
        Truncated truncated = law.truncated(Expr.variable("low"), Expr.variable("high"));
        Map<String, double[]> at =
                Map.of("a", new double[] {a}, "low", new double[] {low}, "high", new double[] {high});
        assertEquals(mean, ReferenceEvaluator.number(truncated.mean(), at), 1e-12, law.name());
        assertEquals(variance, ReferenceEvaluator.number(truncated.variance(), at), 1e-11, law.name());
    }

    @Test
    void ofCensoredLawsHaveTheBoundsAsAtoms() {
        Censored both = Gamma.of(2.5, 1.5).censored(0.4, 0.9);
        assertEquals(0.82626771948453234, ReferenceEvaluator.number(both.mean(), Map.of()), 1e-13);
        assertEquals(0.023046575086880791, ReferenceEvaluator.number(both.variance(), Map.of()), 1e-13);
        Censored beyond = Gamma.of(2.5, 1.5).rightCensored(-1);
        assertEquals(-1, ReferenceEvaluator.number(beyond.mean(), Map.of()), 0);
        assertEquals(0, ReferenceEvaluator.number(beyond.variance(), Map.of()), 0);
        assertTrue(Double.isNaN(ReferenceEvaluator.number(
                Gamma.of(Expr.variable("a"), 1).leftCensored(1).mean(), Map.of("a", new double[] {2}))));
    }

    /** Log-normal laws about the draws: E[x] = xᵢ e^(h²/2), E[x²] = xᵢ² e^(2h²). */
    @Test
    void ofDrawsOfAPositiveNumberAreThoseOfLogNormals() {
        Empirical law = Empirical.of(new double[] {1, 2, 4, 8}, new Positive());
        double h = law.bandwidth();
        double mean = 15 / 4.0 * Math.exp(HALF * h * h);
        double square = 85 / 4.0 * Math.exp(2 * h * h);
        assertEquals(mean, ReferenceEvaluator.number(law.mean(), Map.of()), 1e-12 * mean);
        assertEquals(square - mean * mean, ReferenceEvaluator.number(law.variance(), Map.of()), 1e-11 * square);
    }
}
