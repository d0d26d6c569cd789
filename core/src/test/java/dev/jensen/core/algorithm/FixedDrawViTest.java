package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import org.junit.jupiter.api.Test;

class FixedDrawViTest {
    /** N((50, −3000), LLᵀ) with L = ((2, 0), (300, 40)), up to a constant: scales far apart, correlation 0.99. */
    private static ExprDensity correlated() {
        return LogDensity.of(2, z -> {
            Expr a = z.at(0).minus(50).dividedBy(2);
            Expr b = z.at(1).plus(3000).minus(a.times(300)).dividedBy(40);
            return a.square().plus(b.square()).times(-0.5);
        });
    }

    /** A Gumbel law, skewed: mean γ, variance π²/6, log evidence 0. */
    private static ExprDensity gumbel() {
        return LogDensity.of(1, z -> z.plus(z.negate().exp()).negate());
    }

    @Test
    void aGaussianTargetIsFoundExactly() {
        FullRankGaussian q = FullRankGaussian.of(2);
        Fit fit = FixedDrawVi.of(correlated(), q).fit(1);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        assertArrayEquals(new double[] {50, -3000}, q.mean(fit.parameters()), 1e-2);
        double[] variance = q.variance(fit.parameters());
        assertEquals(4, variance[0], 4e-3);
        assertEquals(300 * 300 + 40 * 40, variance[1], 92);
        assertEquals(Math.log(2 * Math.PI * 80), fit.elbo().value(), 1e-3);
    }

    @Test
    void aSkewedTarget() {
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        Fit fit = FixedDrawVi.of(gumbel(), q).fit(1);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        // E_q[z + e^−z] = m + exp(−m + s²/2) and H = log s + ½ log 2πe: the optimum is m = ½, s = 1
        assertEquals(0.5, q.mean(fit.parameters())[0], 0.1);
        assertEquals(1, Math.sqrt(q.variance(fit.parameters())[0]), 0.1);
        assertEquals(
                0.5 * Math.log(2 * Math.PI) - 1,
                fit.elbo().value(),
                0.01 + 4 * fit.elbo().standardError());
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        double[] once = FixedDrawVi.of(gumbel(), MeanFieldGaussian.of(1)).fit(4).parameters();
        double[] again =
                FixedDrawVi.of(gumbel(), MeanFieldGaussian.of(1)).fit(4).parameters();
        assertArrayEquals(once, again, 0.0);
    }

    @Test
    void stallsWhereMoreDrawsAreNeeded() {
        Fit fit = FixedDrawVi.of(gumbel(), MeanFieldGaussian.of(1)).draws(2, 2).fit(1);
        assertEquals(Ending.STALLED, fit.origin().ending());
    }

    @Test
    void endsWithItsLoop() {
        Fit fit = FixedDrawVi.of(correlated(), FullRankGaussian.of(2))
                .loop(Loop.endless().maximumSteps(3))
                .fit(1);
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
        assertEquals(3, fit.origin().steps());
    }

    @Test
    void refusals() {
        ExprDensity half = LogDensity.of(1, z -> z.at(0).log().minus(z.at(0)));
        String start = assertThrows(
                        IllegalArgumentException.class,
                        () -> FixedDrawVi.of(half, MeanFieldGaussian.of(1)).fit(1))
                .getMessage();
        assertTrue(start.contains("at the start"), start);
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        String draw = assertThrows(
                        NonFiniteElboException.class,
                        () -> FixedDrawVi.of(half, q)
                                .start(q.initial(new double[] {1}, 1))
                                .fit(1))
                .getMessage();
        assertTrue(draw.contains("factor \"log density\" is NaN"), draw);
        assertEquals(
                "draws must be at least 2, and the most at least as many as the first: 8, 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FixedDrawVi.of(gumbel(), q).draws(8, 4))
                        .getMessage());
    }

    /** N(0, Σ) with deviations 0.01 and 1,000 and correlation 0.99: as much of the diagonal as the rank may vanish, where rounding made ELBOs above the evidence. */
    @Test
    void aLowRankGaussianFindsScalesThatDiffer() {
        double rho = 0.99;
        LogDensity normal = LogDensity.of(2, z -> {
            Expr a = z.at(0).dividedBy(0.01);
            Expr b = z.at(1).dividedBy(1000);
            return a.square().minus(a.times(b).times(2 * rho)).plus(b.square()).times(-0.5 / (1 - rho * rho));
        });
        double evidence = Math.log(2 * Math.PI * 10 * Math.sqrt(1 - rho * rho));
        for (int rank = 1; rank <= 2; rank++) {
            Fit fit = FixedDrawVi.of((Differentiable) normal, LowRankGaussian.of(2, rank))
                    .startAtMode()
                    .fit(1);
            assertEquals(Ending.CONVERGED, fit.origin().ending());
            assertEquals(evidence, fit.elbo().value(), 0.01, "rank " + rank);
        }
    }
}
