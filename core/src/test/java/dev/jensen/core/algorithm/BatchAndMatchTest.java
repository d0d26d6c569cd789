package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;

class BatchAndMatchTest {

    /** Correlation 0.999, standard deviations 0.01 and 100, mean (3, −200), times e². */
    private static Differentiable ridge() {
        double rho = 0.999;
        return LogDensity.of(2, z -> {
            Expr a = z.at(0).minus(3).dividedBy(0.01);
            Expr b = z.at(1).plus(200).dividedBy(100);
            return a.square()
                    .minus(a.times(b).times(2 * rho))
                    .plus(b.square())
                    .times(-0.5 / (1 - rho * rho))
                    .minus(Math.log(2 * Math.PI) + 0.5 * Math.log(1 - rho * rho) - 2);
        });
    }

    @Test
    void findsANormalHoweverScaledInAFewSteps() {
        Fit fit = BatchAndMatch.of(ridge()).fit(1);
        FullRankGaussian family = (FullRankGaussian) fit.family();
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        assertTrue(fit.origin().steps() <= 12, fit::toString);
        double[] mean = family.mean(fit.parameters());
        assertEquals(3, mean[0], 1e-4);
        assertEquals(-200, mean[1], 1);
        assertArrayEquals(new double[] {1e-4, 1e4}, family.variance(fit.parameters()), 1e2);
        assertEquals(2, fit.elbo().value(), 1e-3);
    }

    /**
     * Of log p̃(z) = az − eᶻ the scores a − eᶻ under N(m, s²) have mean 0 where e^(m + s²/2) = a, and then the variance
     * a²(e^(s²) − 1), which at the fixed point is 1/s².
     */
    @Test
    void settlesWhereTheScoreHasTheCovarianceOfItsPrecision() {
        double a = 2.5;
        double variance = new BrentSolver(1e-14).solve(100, v -> v * Math.expm1(v) * a * a - 1, 1e-3, 3);
        double mean = Math.log(a) - variance / 2;
        Differentiable logGamma =
                LogDensity.of(1, z -> z.at(0).times(a).minus(z.at(0).exp()));
        Fit fit = BatchAndMatch.of(logGamma).draws(1 << 14).fit(3);
        FullRankGaussian family = (FullRankGaussian) fit.family();
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        assertEquals(mean, family.mean(fit.parameters())[0], 0.01);
        assertEquals(variance, family.variance(fit.parameters())[0], 0.01 * variance);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        assertArrayEquals(
                BatchAndMatch.of(ridge()).fit(5).parameters(),
                BatchAndMatch.of(ridge()).fit(5).parameters());
    }

    @Test
    void aLoopEndsItEarly() {
        Fit fit = BatchAndMatch.of(ridge()).loop(Loop.endless().maximumSteps(1)).fit(1);
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
    }

    @Test
    void startsNarrowerWhereTheDensityHasAnEdge() {
        // Gamma(40, 40) on its own scale, zero below 0: a normal of standard deviation 1 about 1 reaches below it
        Differentiable edge = Differentiable.ofFunction(1, (z, g) -> {
            g[0] = 39 / z[0] - 40;
            return z[0] > 0 ? 39 * Math.log(z[0]) - 40 * z[0] : Double.NEGATIVE_INFINITY;
        });
        Fit fit = BatchAndMatch.of(edge)
                .start(new double[] {1}, new double[][] {{1}})
                .fit(1);
        assertEquals(
                Math.sqrt(1 / 40.0), Math.sqrt(((FullRankGaussian) fit.family()).variance(fit.parameters())[0]), 0.02);
    }

    @Test
    void refusesTooFewDrawsAndAStartThatIsNotFinite() {
        String few = assertThrows(
                        IllegalArgumentException.class,
                        () -> BatchAndMatch.of(ridge()).draws(3))
                .getMessage();
        assertEquals("BatchAndMatch in 2 dimensions needs at least 4 draws: 3; with fewer, LowRankBatchAndMatch", few);
        Differentiable nowhere = LogDensity.of(1, z -> z.at(0).minus(5).log());
        String start = assertThrows(
                        IllegalArgumentException.class,
                        () -> BatchAndMatch.of(nowhere).fit(1))
                .getMessage();
        assertTrue(start.contains("log density"), start);
    }
}
