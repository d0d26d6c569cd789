package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.fixed.ExpectedGap;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several starts, enough draws, and modes that no Gaussian fits: what stands between a climb and its best. */
class StartsAndDrawsTest {
    private static final int SKEWED = 8;

    /** Gumbel laws, mixed by a triangular map of determinant 1. */
    private static Differentiable skewed() {
        return LogDensity.of(SKEWED, z -> {
            Expr sum = Expr.constant(0);
            Expr before = Expr.constant(0);
            for (int i = 0; i < SKEWED; i++) {
                Expr t = z.at(i).minus(before.times(0.5));
                sum = sum.minus(t).minus(t.negate().exp());
                before = z.at(i);
            }
            return sum;
        });
    }

    private static double elbo(Fit fit) {
        return Elbo.estimate(fit.target(), fit.family(), fit.parameters(), 1 << 14, new ScrambledSobol(7, 0))
                .value();
    }

    private static Fit fullRank(int first, int most) {
        return FixedDrawVi.of(skewed(), FullRankGaussian.of(SKEWED))
                .draws(first, most)
                .fit(3);
    }

    @Test
    void drawsAreAddedUntilTheyNoLongerMatter() {
        double best = elbo(fullRank(4096, 4096));
        assertEquals(best, elbo(fullRank(32, 8192)), 0.05);
        assertTrue(best - elbo(fullRank(32, 32)) > 0.05, "few draws do matter here");
    }

    @Test
    void theExpectedGapIsTheGapOrMore() {
        int draws = 128;
        double expected = 0;
        double actual = 0;
        double best = elbo(fullRank(4096, 4096));
        for (int seed = 1; seed <= 4; seed++) {
            FullRankGaussian family = FullRankGaussian.of(SKEWED);
            Fit fit = FixedDrawVi.of(skewed(), family).draws(draws, draws).fit(seed);
            double[] noise = new double[draws * SKEWED];
            new MomentMatched(ScrambledSobol.seed(seed)).fill(draws, draws, SKEWED, noise);
            expected += ExpectedGap.of(skewed(), family, fit.parameters(), draws, noise)
                    .orElseThrow()
                    .nats();
            actual += best - elbo(fit);
        }
        double ratio =
                expected / actual; // of independent draws, and H is greater than 1 on average: both on the safe side
        assertTrue(ratio > 0.7 && ratio < 5, expected / 4 + " expected, " + actual / 4 + " nats found");
    }

    /** log σ of 46 residuals: where E e^(−2τ) RSS = 45, the best scale of τ solves 1/s² = 2 · 45, whatever the residuals are. */
    @Test
    void aSkewedScaleIsTheBestGaussiansWhateverTheDraws() {
        Differentiable target = LogDensity.of(
                1, z -> z.at(0).times(-45).minus(z.at(0).times(-2).exp().times(0.5 * 300)));
        FullRankGaussian family = FullRankGaussian.of(1);
        for (int seed = 1; seed <= 5; seed++) {
            double[] phi = FixedDrawVi.of(target, family).fit(seed).parameters();
            assertEquals(1 / Math.sqrt(90), Math.sqrt(family.variance(phi)[0]), 2e-3 / Math.sqrt(90));
        }
    }

    @Test
    void aSmallModeAtTheStartIsLeft() {
        Differentiable target = LogDensity.of(2, z -> {
            Expr small = HardTargetsTest.normal(z.at(0), 0, 0.3)
                    .plus(HardTargetsTest.normal(z.at(1), 0, 0.3))
                    .plus(Math.log(0.02));
            Expr large = HardTargetsTest.normal(z.at(0), 3, 0.7)
                    .plus(HardTargetsTest.normal(z.at(1), -2, 0.7))
                    .plus(Math.log(0.98));
            return Expr.stack(List.of(small, large)).logSumExp();
        });
        for (int seed = 1; seed <= 3; seed++) {
            assertEquals(
                    Math.log(0.98),
                    elbo(DefaultFit.of(target).meanField().seed(seed).fit()),
                    0.01);
            assertEquals(
                    Math.log(0.98),
                    elbo(DefaultFit.of(target).fullRank().seed(seed).fit()),
                    0.01);
        }
    }

    /** Two mirrored modes, each of which is a funnel: v = ±z₀ − 9 ~ N(0, 1), z₁ ~ N(0, e^v), so that Var z₁ = e^½. */
    @Test
    void bothOfTwoSkewedModes() {
        Differentiable target = LogDensity.of(2, z -> {
            Expr[] each = new Expr[2];
            for (int k = 0; k < 2; k++) {
                Expr v = z.at(0).times(2 * k - 1).minus(9);
                Expr log = v.times(0.5);
                each[k] = HardTargetsTest.normal(v, 0, 1)
                        .plus(HardTargetsTest.normal(z.at(1).times(log.negate().exp()), 0, 1))
                        .minus(log);
            }
            return Expr.stack(List.of(each)).logSumExp().minus(Math.log(2));
        });
        for (int seed = 1; seed <= 4; seed++) {
            Fit fit = DefaultFit.of(target).seed(seed).fit();
            Summary summary = fit.summary();
            double error = Math.max(
                    Math.abs(summary.row("z[0]").mean()) / Math.sqrt(82),
                    Math.max(
                            Math.abs(Math.log(summary.row("z[0]").sd() / Math.sqrt(82))),
                            Math.abs(Math.log(summary.row("z[1]").sd() / Math.exp(0.25)))));
            Verdict verdict = fit.verdict().orElseThrow();
            assertTrue(error < 0.1, () -> verdict + ", but off by " + error);
        }
    }
}
