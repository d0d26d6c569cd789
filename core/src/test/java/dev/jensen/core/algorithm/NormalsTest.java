package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import org.junit.jupiter.api.Test;

/** Algorithms that answer with a normal, on a normal: N((1, −2), [[4, 1.8], [1.8, 1]]), times e³. */
class NormalsTest {
    private static final double[] MEAN = {1, -2};
    private static final double[] VARIANCE = {4, 1};
    private static final FullRankGaussian FAMILY = FullRankGaussian.of(2);

    private static ExprDensity normal() {
        double determinant = 4 - 1.8 * 1.8;
        return LogDensity.of(2, z -> {
            Expr a = z.at(0).minus(1);
            Expr b = z.at(1).plus(2);
            Expr square = a.square()
                    .minus(a.times(b).times(2 * 1.8))
                    .plus(b.square().times(4))
                    .dividedBy(determinant);
            return square.times(-0.5).minus(Math.log(2 * Math.PI) + 0.5 * Math.log(determinant) - 3);
        });
    }

    private static void assertExact(Fit fit, double tolerance) {
        assertArrayEquals(MEAN, FAMILY.mean(fit.parameters()), tolerance);
        assertArrayEquals(VARIANCE, FAMILY.variance(fit.parameters()), tolerance);
        assertEquals(3, fit.elbo().value(), tolerance);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
    }

    @Test
    void laplaceIsExact() {
        Fit fit = LaplaceApproximation.of(normal()).start(new double[] {5, 5}).fit(1);
        assertExact(fit, 1e-4); // as near as L-BFGS comes
        assertTrue(fit.verdict().orElseThrow() instanceof Verdict.Reliable);
    }

    @Test
    void laplaceNamesFlatAndNegativeDirections() {
        ExprDensity flat = LogDensity.of(2, z -> z.at(0).square().times(-0.5));
        Verdict verdict = LaplaceApproximation.of(flat).fit(1).verdict().orElseThrow();
        assertTrue(
                verdict instanceof Verdict.Diverged && verdict.reason().equals("log p̃ is flat along z[1]"),
                verdict::reason);
        ExprDensity saddle = LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .times(-0.5)
                        .plus(z.at(1).square().times(0.5))
                        .minus(z.at(1).pow(4).times(0.25)));
        String reason =
                LaplaceApproximation.of(saddle).fit(1).verdict().orElseThrow().reason();
        assertEquals("the curvature is negative along z[1]", reason);
    }

    @Test
    void naturalGradientSolvesAQuadraticInOneStep() {
        Fit fit = NaturalGradient.of(normal())
                .start(new double[2], new double[][] {{1, 0}, {0, 1}})
                .fit(1);
        assertExact(fit, 1e-6);
        assertTrue(fit.origin().steps() <= 8, fit::toString);
    }

    @Test
    void pathfinderFindsTheNormalFromEveryStart() {
        Fit fit = Pathfinder.of(normal()).fit(1);
        assertEquals(3, fit.elbo().value(), 0.1);
        assertEquals(3, fit.weighted().weights().logEvidence().value(), 0.02);
        assertEquals(1, fit.summary().row("z[0]").mean(), 0.1);
        assertEquals(2, fit.summary().row("z[0]").sd(), 0.1);
    }

    @Test
    void importanceSamplingMendsAFitThatIsTooNarrow() {
        double[] phi = FAMILY.parameters(new double[] {1.5, -2}, new double[][] {{1.3, 0}, {0.5, 0.4}});
        Fit narrow = new Fit(
                normal(),
                FAMILY,
                phi,
                new Estimate(0, 1, 1),
                new Origin(
                        "made up",
                        1,
                        Ending.CONVERGED,
                        0,
                        NaturalGradient.of(normal()).fit(1).origin().trace()));
        Fit mended = ImportanceSampling.through(narrow).fit();
        assertEquals(1, mended.summary().row("z[0]").mean(), 0.1);
        assertEquals(2, mended.summary().row("z[0]").sd(), 0.1);
        assertEquals(3, mended.weighted().weights().logEvidence().value(), 0.05);
    }

    @Test
    void importanceSamplingRefusesWhatDoesNotMapNoiseOneToOne() {
        MixtureFamily<FullRankGaussian> mixture = MixtureFamily.of(FAMILY, 2);
        Fit fit = StochasticGradientVi.of(normal(), mixture).maximumSteps(2).fit(1);
        String message = assertThrows(IllegalArgumentException.class, () -> ImportanceSampling.through(fit))
                .getMessage();
        assertTrue(message.contains("weighted()"), message);
    }

    @Test
    void aLoopEndsThemEarly() {
        Loop one = Loop.endless().maximumSteps(1);
        assertEquals(
                Ending.STEP_LIMIT,
                Pathfinder.of(normal()).loop(one).fit(1).origin().ending());
        assertEquals(
                Ending.STEP_LIMIT,
                LaplaceApproximation.of(normal()).loop(one).fit(1).origin().ending());
        assertEquals(
                Ending.STEP_LIMIT,
                NaturalGradient.of(normal()).loop(one).fit(1).origin().ending());
    }
}
