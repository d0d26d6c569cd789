package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other draws would change, as a fit tells it, and measured by other draws. */
class OptimumErrorsTest {

    /** Gumbels: −z − e^−z, the second along a ridge with the first. */
    private static Differentiable skewed() {
        return LogDensity.of(2, z -> {
            var one = z.at(0);
            var two = z.at(1).minus(z.at(0).times(2)).times(3);
            return one.plus(one.times(-1).exp())
                    .plus(two)
                    .plus(two.times(-1).exp())
                    .times(-1);
        });
    }

    /** Nine replicates know a standard deviation to a quarter; the delta method's promise is of independent pairs, which Sobol points beat, up to tenfold here. */
    @Test
    void whatAFitTellsIsNoLessThanWhatOtherDrawsChange() {
        for (AffineFamily family : List.of(MeanFieldGaussian.of(2), FullRankGaussian.of(2))) {
            for (int draws : new int[] {64, 256}) {
                FixedDrawVi<AffineFamily> run = FixedDrawVi.of(skewed(), family).draws(draws, draws);
                Fit fit = run.fit(1);
                double told = fit.origin().standardError().orElseThrow();
                double measured = OptimumErrors.of(run, fit, 8).greatest();
                assertTrue(measured < 2 * told, family + ", " + draws + " draws: " + told + " told, " + measured);
                assertTrue(told < 30 * measured, family + ", " + draws + " draws: " + told + " told, " + measured);
            }
        }
    }

    @Test
    void isPrintedWithTheEnding() {
        Fit fit = FixedDrawVi.of(skewed(), FullRankGaussian.of(2)).fit(1);
        assertTrue(
                fit.toString().matches("(?s).* steps, the optimum's standard error at most 0\\.\\d+ sd,.*"),
                fit::toString);
        assertTrue(
                fit.summary().toString().contains("the optimum's standard error at most 0.0"), fit.summary()::toString);
    }

    @Test
    void oneReplicateIsTooFew() {
        FixedDrawVi<MeanFieldGaussian> run = FixedDrawVi.of(skewed(), MeanFieldGaussian.of(2));
        Fit fit = run.fit(1);
        String message = assertThrows(IllegalArgumentException.class, () -> OptimumErrors.of(run, fit, 1))
                .getMessage();
        assertEquals("standard errors need at least 2 replicates: 1", message);
    }
}
