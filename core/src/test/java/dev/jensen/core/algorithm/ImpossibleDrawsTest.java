package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Draws at which log p̃ is −∞, such as those of an ODE without a solution: each algorithm goes on without them, and refuses where there
 * are too many.
 */
class ImpossibleDrawsTest {
    private static final double EDGE = 2; // a standard normal has 2.3 % beyond

    /** A standard normal, but impossible beyond the edge: there the gradient is NaN too, as that of an equation without a solution. */
    private static Differentiable cut(double edge) {
        return Differentiable.ofFunction(1, (z, gradient) -> {
            boolean possible = z[0] < edge;
            gradient[0] = possible ? -z[0] : Double.NaN;
            return possible ? -0.5 * z[0] * z[0] : Double.NEGATIVE_INFINITY;
        });
    }

    private static void assertAboutStandard(MeanFieldGaussian q, Fit fit) {
        assertEquals(0, q.mean(fit.parameters())[0], 0.15, fit.toString());
        assertEquals(1, Math.sqrt(q.variance(fit.parameters())[0]), 0.15, fit.toString());
        assertEquals(0.5 * Math.log(2 * Math.PI), fit.elbo().value(), 0.1, "of q given that it is possible");
    }

    @Test
    void stochasticStepsLeaveThemOut() {
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        Fit fit = StochasticGradientVi.of(cut(EDGE), q).maximumSteps(1500).fit(1);
        assertAboutStandard(q, fit);
        Fit again = StochasticGradientVi.of(cut(EDGE), q).maximumSteps(1500).fit(1);
        assertArrayEquals(fit.parameters(), again.parameters(), 0.0);
    }

    @Test
    void soDoEstimatorsThatRemember() {
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        LogDensity target = LogDensity.ofFunction(1, z -> z[0] < EDGE ? -0.5 * z[0] * z[0] : Double.NEGATIVE_INFINITY);
        Fit fit = StochasticGradientVi.of(target, q)
                .estimator(ScoreFunction.runningMean(20))
                .maximumSteps(1500)
                .fit(1);
        assertAboutStandard(q, fit);
    }

    @Test
    void fixedDrawsAreReplaced() {
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        assertAboutStandard(q, FixedDrawVi.of(cut(3), q).fit(1));
    }

    @Test
    void fixedDrawsOfAMixtureToo() {
        var q = MixtureFamily.of(MeanFieldGaussian.of(1), 2);
        Fit fit = FixedDrawVi.of(cut(3), q).draws(64, 256).fit(1);
        assertEquals(0.5 * Math.log(2 * Math.PI), fit.elbo().value(), 0.1);
    }

    @Test
    void stepsInClosedFormGoOn() {
        FullRankGaussian q = FullRankGaussian.of(1);
        for (Fit fit : List.of(
                BatchAndMatch.of(cut(4)).fit(1), NaturalGradient.of(cut(4)).fit(1))) {
            assertEquals(0, q.mean(fit.parameters())[0], 0.1, fit.toString());
            assertEquals(0.5 * Math.log(2 * Math.PI), fit.elbo().value(), 0.01, fit.toString());
        }
        Fit paths = Pathfinder.of(cut(4)).fit(1);
        assertEquals(0.5 * Math.log(2 * Math.PI), paths.elbo().value(), 0.01, paths.toString());
    }

    @Test
    void tooManyAreRefused() {
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        double[] start = q.initial(new double[] {0}, 1);
        Differentiable narrow = Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = 0;
            return Math.abs(z[0]) < 0.1 ? 0 : Double.NEGATIVE_INFINITY;
        });
        String fixed = assertThrows(
                        NonFiniteElboException.class,
                        () -> FixedDrawVi.of(narrow, q).start(start).fit(1))
                .getMessage();
        assertTrue(fixed.contains("the log density is -Infinity at the draw z = ["), fixed);
        assertTrue(fixed.contains("; more than half of the 32 draws there are impossible; "), fixed);
        // the density rises towards the edge, and the entropy pushes beyond
        Differentiable rising = Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = 1;
            return z[0] < EDGE ? z[0] : Double.NEGATIVE_INFINITY;
        });
        String steps = assertThrows(
                        NonFiniteElboException.class,
                        () -> StochasticGradientVi.of(rising, q).start(start).fit(1))
                .getMessage();
        assertTrue(steps.contains("the log density is -Infinity at the draw z = ["), steps);
        assertTrue(steps.contains("; of late, more than half of all draws were impossible; "), steps);
    }

    @Test
    void otherNumbersThatAreNotFiniteStillEndIt() {
        ExprDensity half = LogDensity.of(1, z -> z.at(0).log().minus(z.at(0)));
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        String message = assertThrows(
                        NonFiniteElboException.class,
                        () -> StochasticGradientVi.of(half, q)
                                .start(q.initial(new double[] {1}, 1))
                                .fit(1))
                .getMessage();
        assertTrue(message.contains("the log density is NaN"), message);
    }

    /** Of N(0, 1) cut at 0, q = N(0, 1): half of the draws are possible, log p̃ − log q = ½ log 2π there, and log ½. */
    @Test
    void theElboOfWhatIsPossible() {
        LogDensity half = LogDensity.of(
                1,
                z -> Expr.select(
                        z.at(0).lessThan(0), z.at(0).square().times(-0.5), Expr.constant(Double.NEGATIVE_INFINITY)));
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        double[] phi = q.initial(new double[] {0}, 1);
        Estimate elbo = Elbo.estimatePossible(half, q, phi, 4000, MonteCarlo.seed(1));
        // 4 standard errors: 0.006 % for a fresh seed
        assertEquals(0.5 * Math.log(2 * Math.PI) - Math.log(2), elbo.value(), 4 * elbo.standardError());
        assertEquals(1 / Math.sqrt(4000), elbo.standardError(), 1e-3);
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Elbo.estimate(half, q, phi, 4000, MonteCarlo.seed(1)).value());
    }
}
