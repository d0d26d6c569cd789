package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import org.junit.jupiter.api.Test;

/** The default fit of a centred hierarchy: y_j ~ N(θ_j, 1), θ_j ~ N(μ, τ), μ ~ N(0, 5), log τ ~ N(0, 1), 28 groups. */
class HierarchyTest {
    private static final int GROUPS = 28;

    private static double y(int j) {
        return 1.5 + 1.7 * Math.sin(2.3 * j) + 0.4 * Math.cos(5.1 * j * j);
    }

    private static ExprDensity centred() {
        return LogDensity.of(2 + GROUPS, z -> {
            Expr mu = z.at(0);
            Expr logTau = z.at(1);
            Expr sum = mu.dividedBy(5)
                    .square()
                    .plus(logTau.square())
                    .plus(logTau.times(2 * GROUPS))
                    .plus(2 * Math.log(5) + (2 * GROUPS + 2) * Math.log(2 * Math.PI));
            for (int j = 0; j < GROUPS; j++) {
                Expr theta = z.at(2 + j);
                sum = sum.plus(theta.minus(mu).times(logTau.negate().exp()).square())
                        .plus(theta.minus(y(j)).square());
            }
            return sum.times(-0.5);
        });
    }

    /** With θ integrated out y_j ~ N(μ, 1 + τ²); then μ too; log τ on a grid: evidence, mean and sd of log τ, mean of μ. */
    private static double[] exact() {
        double[] sums = new double[4];
        double step = 1e-3;
        for (double t = -8; t < 4; t += step) {
            double v = 1 + Math.exp(2 * t);
            double precision = 1 / 25.0 + GROUPS / v;
            double linear = 0;
            double log = -0.5 * (t * t + Math.log(2 * Math.PI)) - Math.log(5);
            for (int j = 0; j < GROUPS; j++) {
                linear += y(j) / v;
                log += -0.5 * (Math.log(2 * Math.PI * v) + y(j) * y(j) / v);
            }
            log += 0.5 * linear * linear / precision - 0.5 * Math.log(precision);
            double p = Math.exp(log) * step;
            sums[0] += p;
            sums[1] += p * t;
            sums[2] += p * t * t;
            sums[3] += p * linear / precision;
        }
        double mean = sums[1] / sums[0];
        return new double[] {Math.log(sums[0]), mean, Math.sqrt(sums[2] / sums[0] - mean * mean), sums[3] / sums[0]};
    }

    @Test
    void isRightAndSaysSoWithTheSameBitsForTheSameSeed() {
        double[] exact = exact();
        Fit fit = DefaultFit.of(centred()).fit();
        assertEquals(
                fit.summary().rows(), DefaultFit.of(centred()).fit().summary().rows());
        Summary.Row logTau = fit.summary().row("z[1]");
        assertTrue(fit.origin().method().contains("scales"), fit::toString);
        assertTrue(fit.verdict().orElseThrow() instanceof Verdict.Reliable, fit.summary()::toString);
        assertEquals(exact[1], logTau.mean(), 0.08 * exact[2]);
        assertEquals(exact[2], logTau.sd(), 0.08 * exact[2]);
        assertEquals(
                exact[3],
                fit.summary().row("z[0]").mean(),
                0.08 * fit.summary().row("z[0]").sd());
        Estimate evidence = fit.weighted().weights().logEvidence();
        assertEquals(exact[0], evidence.value(), 5 * evidence.standardError() + 0.01);
        assertTrue(fit.elbo().value() < exact[0] + 0.05, fit::toString);
    }

    @Test
    void answersWithWhatThereIsWhereItIsCutShort() {
        for (int steps : new int[] {1, 40, 150}) {
            Fit fit = DefaultFit.of(centred()).maximumSteps(steps).fit();
            assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
            assertTrue(fit.verdict().orElseThrow() instanceof Verdict.BudgetSpent, fit::toString);
        }
        Fit poor = DefaultFit.of(centred()).gradients(3000).fit();
        assertEquals(Ending.BUDGET_SPENT, poor.origin().ending());
    }

    @Test
    void aStartWithoutDensityIsNamed() {
        ExprDensity nowhere = LogDensity.of(30, z -> {
            Expr sum = z.square().sum();
            for (int j = 1; j < 30; j++) {
                sum = sum.plus(z.at(0).times(z.at(j)).minus(1e9).log());
            }
            return sum.negate();
        });
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DefaultFit.of(nowhere).fit())
                .getMessage();
        assertTrue(message.contains("log density"), message);
    }
}
