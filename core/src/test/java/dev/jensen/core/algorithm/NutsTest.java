package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.ChainAgreement;
import dev.jensen.core.diagnostic.ChainConvergence;
import dev.jensen.core.fit.Fit;
import org.junit.jupiter.api.Test;

/** Chains of a law with known moments; the seed is fixed, so that red means that the code has changed. */
class NutsTest {
    private static final double[][] IDENTITY = {{1, 0}, {0, 1}};

    /** A normal with correlation ρ, and its second coordinate a Gumbel in the place of a normal where ρ is 0: skewed. */
    private static Differentiable gumbel() {
        return LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .times(-0.5)
                        .minus(z.at(1))
                        .minus(z.at(1).negate().exp()));
    }

    private static double[][] column(Nuts.Chain chain, int d, int i) {
        double[] column = new double[chain.draws().length / d];
        for (int s = 0; s < column.length; s++) {
            column[s] = chain.draws()[s * d + i];
        }
        return new double[][] {column};
    }

    @Test
    void aSkewedLawHasItsMoments() {
        Nuts.Chain chain = Nuts.of(gumbel(), new double[2], IDENTITY).run(new double[2], 200, 4000, 1);
        double[][] x = column(chain, 2, 1);
        double size = ChainConvergence.meanSampleSize(x);
        double mean = 0;
        for (double value : x[0]) {
            mean += value / x[0].length;
        }
        double variance = 0;
        for (double value : x[0]) {
            variance += (value - mean) * (value - mean) / x[0].length;
        }
        double sd = Math.PI / Math.sqrt(6);
        assertTrue(size > 1000, () -> "effective sample size " + size);
        assertEquals(0.5772156649015329, mean, 4 * sd / Math.sqrt(size)); // 4 standard errors
        assertEquals(1, variance / (sd * sd), 0.15);
        assertEquals(0.8, chain.acceptance(), 0.1);
        assertEquals(0, chain.divergences());
    }

    @Test
    void aMetricMakesARidgeRound() {
        double[][] covariance = {{1, 0.9999}, {0.9999, 1}};
        Nuts.Chain round = Nuts.of(HardTargetsTest.ridge(0.9999), new double[2], covariance)
                .run(new double[2], 100, 500, 2);
        Nuts.Chain narrow =
                Nuts.of(HardTargetsTest.ridge(0.9999), new double[2], IDENTITY).run(new double[2], 100, 500, 2);
        assertTrue(10 * round.gradients() < narrow.gradients(), () -> round.gradients() + ", " + narrow.gradients());
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Nuts sampler = Nuts.of(gumbel(), new double[2], IDENTITY);
        assertArrayEquals(
                sampler.run(new double[2], 20, 20, 7).draws(),
                sampler.run(new double[2], 20, 20, 7).draws());
    }

    @Test
    void chainsContradictAMeanFieldThatIsTooNarrow() {
        Fit fit = DefaultFit.of(HardTargetsTest.ridge(0.8)).meanField().fit();
        ChainAgreement agreement = McmcCheck.of(fit).run();
        // its standard deviations are √(1 − ρ²) = 0.6 of the true ones
        assertEquals(Math.log(0.6), agreement.row("z[0]").logRatio(), 0.15);
        assertTrue(
                agreement.conclusion().contains("CONTRADICT the fit: the standard deviation of z["),
                agreement::toString);
        assertTrue(agreement.conclusion().contains("is too small, at least by a factor of 1."), agreement::toString);
    }

    @Test
    void chainsAgreeWithTheDefaultFit() {
        ChainAgreement agreement =
                McmcCheck.of(DefaultFit.of(HardTargetsTest.boundary()).fit()).run();
        assertTrue(agreement.haveMixed(), agreement::toString);
        assertTrue(agreement.atLeast() < 0.1, agreement::toString);
        assertTrue(agreement.atMost() < 0.4, agreement::toString);
    }

    @Test
    void chainsOfTwoModesDoNotMix() {
        ChainAgreement agreement = McmcCheck.of(
                        DefaultFit.of(HardTargetsTest.twoModes(8, 0.5)).fit())
                .run();
        assertTrue(agreement.atMost() == Double.POSITIVE_INFINITY, agreement::toString);
    }

    @Test
    void badInputIsNamed() {
        assertMessage("at least 2", () -> McmcCheck.of(fit()).chains(1));
        assertMessage("20 to keep", () -> McmcCheck.of(fit()).transitions(10, 5));
        assertMessage("positive definite", () -> Nuts.of(gumbel(), new double[2], new double[][] {{1, 2}, {2, 1}}));
        assertMessage("2 dimensions", () -> Nuts.of(gumbel(), new double[3], IDENTITY));
        Differentiable nowhere = LogDensity.of(1, z -> z.at(0).log());
        assertMessage(
                "cannot start",
                () -> Nuts.of(nowhere, new double[1], new double[][] {{1}}).run(new double[] {-1}, 1, 1, 1));
        LogDensity plain = LogDensity.ofFunction(1, z -> -z[0] * z[0]);
        Fit byScore = StochasticGradientVi.of(plain, dev.jensen.core.family.MeanFieldGaussian.of(1))
                .maximumSteps(3)
                .fit(1);
        assertMessage("need the gradient", () -> McmcCheck.of(byScore));
    }

    private static Fit fit() {
        return DefaultFit.of(gumbel()).fit();
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable bad) {
        String message = assertThrows(IllegalArgumentException.class, bad).getMessage();
        assertTrue(message.contains(part), message);
    }
}
