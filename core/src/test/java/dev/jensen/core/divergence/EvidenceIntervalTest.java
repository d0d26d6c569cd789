package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.NegativeElbo;
import org.junit.jupiter.api.Test;

/** p̃ = e³ N(0, 1), q = N(m, s²), of which all bounds but the importance-weighted one have closed forms. */
class EvidenceIntervalTest {

    private static final double M = 0.3;
    private static final double S = 1.4;
    private static final LogDensity TARGET =
            LogDensity.ofFunction(1, z -> 3 - z[0] * z[0] / 2 - Math.log(2 * Math.PI) / 2);
    private static final MeanFieldGaussian FAMILY = MeanFieldGaussian.of(1);
    private static final double[] PHI = FAMILY.parameters(new double[] {M}, new double[] {S});

    @Test
    void holdsTheEvidenceAndItsEndsAreTheClosedForms() {
        EvidenceInterval interval = EvidenceInterval.estimate(TARGET, FAMILY, PHI, 16, 2000, MonteCarlo.seed(1));
        double reverse = (S * S + M * M - 1) / 2 - Math.log(S);
        double forward = Math.log(S) + (1 + M * M) / (2 * S * S) - 0.5;
        double chiSquare = S * S / Math.sqrt(2 * S * S - 1) * Math.exp(M * M / (2 * S * S - 1)); // plus 1
        // 4 standard errors × 3: 0.02 % for a fresh seed
        assertWithin(3 - reverse, interval.elbo());
        assertWithin(3 + forward, interval.eubo());
        assertWithin(3 + Math.log(chiSquare) / 2, interval.cubo());
        assertTrue(interval.elbo().value() < interval.iwelbo().value());
        assertTrue(interval.low() < 3 && 3 < interval.high(), interval.toString());
        assertEquals(3, interval.iwelbo().value(), 0.05);
        assertTrue(interval.areUpperBoundsTrusted());
    }

    private static void assertWithin(double expected, Estimate estimate) {
        assertEquals(expected, estimate.value(), 4 * estimate.standardError(), estimate.toString());
    }

    @Test
    void saysWhenTheUpperBoundsAreNone() {
        double[] narrow = FAMILY.parameters(new double[1], new double[] {0.3});
        EvidenceInterval interval = EvidenceInterval.estimate(TARGET, FAMILY, narrow, 16, 500, MonteCarlo.seed(1));
        assertFalse(interval.areUpperBoundsTrusted());
        assertTrue(interval.toString().contains("TRUST NEITHER upper bound"), interval.toString());
    }

    @Test
    void everyObjectiveHasAValue() {
        Estimate elbo =
                ObjectiveValue.estimate(NegativeElbo.standard(), TARGET, FAMILY, PHI, 16, 500, MonteCarlo.seed(1));
        EvidenceInterval interval = EvidenceInterval.estimate(TARGET, FAMILY, PHI, 16, 500, MonteCarlo.seed(1));
        assertEquals(-interval.elbo().value(), elbo.value(), 1e-12);
        Estimate bound = ObjectiveValue.estimate(Iwae.bound(), TARGET, FAMILY, PHI, 16, 500, MonteCarlo.seed(1));
        assertEquals(-interval.iwelbo().value(), bound.value(), 1e-12);
        assertEquals(interval.iwelbo().standardError(), bound.standardError(), 1e-12);
        Estimate chi = ObjectiveValue.estimate(Cubo.of(2), TARGET, FAMILY, PHI, 8000, 2, MonteCarlo.seed(1));
        assertEquals(interval.cubo().value(), chi.value(), 0.02);
    }

    @Test
    void refusesTooFewDraws() {
        assertMessage(
                () -> EvidenceInterval.estimate(TARGET, FAMILY, PHI, 1, 1, MonteCarlo.seed(1)),
                "an evidence interval needs at least 1 draw and 2 batches: 1, 1");
        assertMessage(
                () -> ObjectiveValue.estimate(Iwae.bound(), TARGET, FAMILY, PHI, 0, 1, MonteCarlo.seed(1)),
                "an objective's value needs at least 1 draw and 1 batch: 0, 1");
    }

    private static void assertMessage(Runnable refused, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, refused::run).getMessage());
    }
}
