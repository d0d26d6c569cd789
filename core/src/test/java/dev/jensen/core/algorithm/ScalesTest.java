package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.MomentsKnown;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import org.junit.jupiter.api.Test;

/**
 * Targets whose scales are far from 1 and from each other, and ridges, from the default start: with the target's Hessian, and with its
 * gradient only.
 */
class ScalesTest {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /**
     * posteriordb earnings-earn_height, earnings in dollars on height in inches as they are, flat priors on α, β and σ: data as
     * sufficient statistics, and the closed form ("exact") of posterior and evidence.
     */
    private static final class Earnings {
        static final double[] MEAN = {-61316.27747, 1262.326744, 18884.92576};
        static final double[] SD = {9537.21204, 142.2884241, 387.6329038};
        static final double LOG_EVIDENCE = -13405.72038;

        // posteriordb optimal_gaussians: the best mean-field Gaussian's ELBO, ± 0.03
        static final double MEAN_FIELD_ELBO = -13408.5681;

        static ExprDensity density() {
            return regression(
                    1192,
                    66.91694630872483,
                    23154.773489932886,
                    17622.777684563756,
                    22245703.575503357,
                    451591883936.8423);
        }
    }

    /** y ~ N(α + βx, σ), z = (α, β, log σ), from the means and the sums of centred squares and products. */
    private static ExprDensity regression(double n, double meanX, double meanY, double xx, double xy, double yy) {
        return LogDensity.of(3, z -> {
            Expr beta = z.at(1);
            Expr logSigma = z.at(2);
            Expr offset = z.at(0).plus(beta.times(meanX)).minus(meanY);
            Expr squares = offset.square()
                    .times(n)
                    .plus(beta.minus(xy / xx).square().times(xx))
                    .plus(yy - xy * xy / xx);
            return squares.times(logSigma.times(-2).exp())
                    .times(-0.5)
                    .minus(logSigma.times(n - 1))
                    .minus(0.5 * n * LOG_2_PI);
        });
    }

    /** Hides the Hessian. */
    private static Differentiable gradientOnly(Differentiable target) {
        return new Differentiable() {
            @Override
            public int dimension() {
                return target.dimension();
            }

            @Override
            public void logDensity(int draws, double[] points, double[] values) {
                target.logDensity(draws, points, values);
            }

            @Override
            public void gradient(int draws, double[] points, double[] values, double[] gradients) {
                target.gradient(draws, points, values, gradients);
            }
        };
    }

    @Test
    void aRegressionInRawUnitsByFullRank() {
        for (long seed = 1; seed <= 3; seed++) {
            assertEarnings(DefaultFit.of(Earnings.density()).seed(seed).fit());
            assertEarnings(
                    DefaultFit.of(gradientOnly(Earnings.density())).seed(seed).fit());
        }
    }

    private static void assertEarnings(Fit fit) {
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        assertEquals(Earnings.LOG_EVIDENCE, fit.elbo().value(), 0.02);
        assertMeans(fit, 0.02);
        double[] variance = ((MomentsKnown) fit.family()).variance(fit.parameters());
        assertEquals(Earnings.SD[0], Math.sqrt(variance[0]), 0.01 * Earnings.SD[0]);
        assertEquals(Earnings.SD[1], Math.sqrt(variance[1]), 0.01 * Earnings.SD[1]);
    }

    @Test
    void aRegressionInRawUnitsByMeanField() {
        for (long seed = 1; seed <= 3; seed++) {
            Fit fit = DefaultFit.of(Earnings.density()).meanField().seed(seed).fit();
            assertEquals(Ending.CONVERGED, fit.origin().ending());
            assertEquals(Earnings.MEAN_FIELD_ELBO, fit.elbo().value(), 0.1);
            assertMeans(fit, 0.02);
            // Without the Hessian nothing tells how long the ridge is, on which q is far too narrow.
            Fit blind = DefaultFit.of(gradientOnly(Earnings.density()))
                    .meanField()
                    .seed(seed)
                    .fit();
            assertEquals(Earnings.MEAN_FIELD_ELBO, blind.elbo().value(), 0.1);
            assertMeans(blind, 0.1);
        }
    }

    private static void assertMeans(Fit fit, double bound) {
        double[] mean = ((MomentsKnown) fit.family()).mean(fit.parameters());
        for (int i = 0; i < 2; i++) {
            assertEquals(Earnings.MEAN[i], mean[i], bound * Earnings.SD[i]);
        }
        assertEquals(Earnings.MEAN[2], Math.exp(mean[2]), 0.1 * Earnings.SD[2]);
    }

    @Test
    void aSyntheticRegressionInRawUnits() {
        // α + 70β = 28,340 on a predictor of mean 70 and sd 4, n = 500, residual sd 19,000
        double n = 500;
        double xx = n * 16;
        double xy = 1262 * xx;
        ExprDensity target = regression(n, 70, -60_000 + 1262 * 70, xx, xy, xy * xy / xx + n * 19_000 * 19_000.0);
        // flat priors: β has a t distribution with n − 3 degrees of freedom
        double residual = n * 19_000 * 19_000.0 / (n - 5);
        double sdOfBeta = Math.sqrt(residual / xx);
        double sdOfAlpha = Math.sqrt(residual * (1 / n + 70 * 70 / xx));
        for (Differentiable each : new Differentiable[] {target, gradientOnly(target)}) {
            Fit fit = DefaultFit.of(each).fit();
            assertEquals(Ending.CONVERGED, fit.origin().ending());
            MomentsKnown q = (MomentsKnown) fit.family();
            assertEquals(-60_000, q.mean(fit.parameters())[0], 0.02 * sdOfAlpha);
            assertEquals(1262, q.mean(fit.parameters())[1], 0.02 * sdOfBeta);
            assertEquals(sdOfAlpha, Math.sqrt(q.variance(fit.parameters())[0]), 0.02 * sdOfAlpha);
            assertEquals(sdOfBeta, Math.sqrt(q.variance(fit.parameters())[1]), 0.02 * sdOfBeta);
        }
    }

    @Test
    void scalesFromAThousandthToTenThousand() {
        double[] scale = {1e-3, 1, 1e4};
        ExprDensity target = LogDensity.of(
                3,
                z -> z.dividedBy(Expr.constant(scale))
                        .minus(3)
                        .square()
                        .times(-0.5)
                        .minus(0.5 * LOG_2_PI + Math.log(10) / 3)
                        .sum());
        for (Differentiable each : new Differentiable[] {target, gradientOnly(target)}) {
            for (Fit fit : new Fit[] {
                DefaultFit.of(each).fullRank().fit(),
                DefaultFit.of(each).meanField().fit()
            }) {
                assertEquals(Ending.CONVERGED, fit.origin().ending());
                assertEquals(0, fit.elbo().value(), 1e-3);
                MomentsKnown q = (MomentsKnown) fit.family();
                for (int i = 0; i < 3; i++) {
                    assertEquals(3, q.mean(fit.parameters())[i] / scale[i], 1e-3);
                    assertEquals(1, q.variance(fit.parameters())[i] / (scale[i] * scale[i]), 2e-3);
                }
            }
        }
    }

    @Test
    void aRidge() {
        double r = 0.9999;
        double conditional = Math.sqrt(1 - r * r);
        ExprDensity target = LogDensity.of(2, z -> {
            Expr x = z.at(0).minus(30);
            Expr y = z.at(1).plus(500).minus(x.times(r)).dividedBy(conditional);
            return x.square().plus(y.square()).times(-0.5).minus(LOG_2_PI + Math.log(conditional));
        });
        for (Differentiable each : new Differentiable[] {target, gradientOnly(target)}) {
            Fit full = DefaultFit.of(each).fullRank().fit();
            assertEquals(Ending.CONVERGED, full.origin().ending());
            assertEquals(0, full.elbo().value(), 1e-3);
            Fit meanField = DefaultFit.of(each).meanField().fit();
            assertEquals(Ending.CONVERGED, meanField.origin().ending());
            // KL of the best mean-field Gaussian, −½ log(1 − r²); its Monte Carlo error is about 0.02
            assertEquals(Math.log(conditional), meanField.elbo().value(), 0.1);
            assertEquals(30, ((MomentsKnown) meanField.family()).mean(meanField.parameters())[0], 0.1);
        }
    }

    @Test
    void aDensityWithoutAModeStartsAsItWouldOtherwise() {
        // Neal's funnel in 10 dimensions: the best Gaussian has an ELBO of about 8.44
        ExprDensity funnel = LogDensity.of(10, z -> {
            Expr v = z.at(0);
            return v.square()
                    .dividedBy(-18)
                    .minus(z.slice(1, 10).square().sum().times(v.negate().exp()).times(0.5))
                    .minus(v.times(4.5));
        });
        double elbo = DefaultFit.of(gradientOnly(funnel)).fit().elbo().value();
        assertEquals(elbo, DefaultFit.of(funnel).fit().elbo().value(), 0.1);
    }

    @Test
    void aRunThatIsCutShortSaysSo() {
        Fit fit =
                DefaultFit.of(gradientOnly(Earnings.density())).maximumSteps(20).fit();
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
        assertTrue(fit.elbo().value() < Earnings.LOG_EVIDENCE - 1);
    }
}
