package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.ScrambledSobol;
import org.junit.jupiter.api.Test;

class ManyDimensionsTest {
    @Test
    void moreThanSobolHasDirectionsForAreFittedAndJudged() {
        int d = ScrambledSobol.MOST_DIMENSIONS + 5;
        Fit fit = DefaultFit.of(LogDensity.of(d, z -> z.minus(2).square().sum().times(-2)))
                .fit();
        assertTrue(fit.verdict().isPresent());
        assertEquals(0.5 * d * Math.log(Math.PI / 2), fit.elbo().value(), 0.1); // the evidence of N(2, 1/2) in each
    }
}
