package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import org.junit.jupiter.api.Test;

/** Funnels and crossed effects, whose law given their scales is normal: all that is to be learnt is the scales'. */
class ThroughScalesTest {
    private static final double[] Y = {28, 8, -3, 7, -1, 1, 18, 12};
    private static final double[] SIGMA = {15, 10, 16, 11, 9, 11, 10, 18};

    private static Expr square(Expr x, Expr logScale) {
        return x.times(logScale.negate().exp()).square().plus(logScale.times(2));
    }

    /** v ~ N(0, 3), z_j ~ N(0, exp(v/2)). */
    private static Differentiable nealsFunnel(int d) {
        return LogDensity.of(d, z -> {
            Expr v = z.at(0);
            Expr sum = v.dividedBy(3).square();
            for (int j = 1; j < d; j++) {
                sum = sum.plus(square(z.at(j), v.times(0.5)));
            }
            return sum.times(-0.5);
        });
    }

    /** Eight schools, centred, z = (log tau, mu, theta), log tau ~ N(1, 1), mu ~ N(0, 5). */
    private static Differentiable schools() {
        return LogDensity.of(10, z -> {
            Expr sum = z.at(0).minus(1).square().plus(z.at(1).dividedBy(5).square());
            for (int j = 0; j < 8; j++) {
                Expr theta = z.at(2 + j);
                sum = sum.plus(square(theta.minus(z.at(1)), z.at(0)))
                        .plus(theta.minus(Y[j]).dividedBy(SIGMA[j]).square());
            }
            return sum.times(-0.5);
        });
    }

    /** With theta and mu integrated out: mean and sd of log tau and mu, from a grid of log tau. */
    private static double[] exact() {
        double[] sums = new double[5];
        for (double t = -8; t < 8; t += 1e-3) {
            double precision = 1 / 25.0;
            double linear = 0;
            double log = -0.5 * (t - 1) * (t - 1);
            for (int j = 0; j < 8; j++) {
                double v = SIGMA[j] * SIGMA[j] + Math.exp(2 * t);
                precision += 1 / v;
                linear += Y[j] / v;
                log -= 0.5 * (Math.log(v) + Y[j] * Y[j] / v);
            }
            double p = Math.exp(log + 0.5 * linear * linear / precision - 0.5 * Math.log(precision));
            double[] terms = {1, t, t * t, linear / precision, Math.pow(linear / precision, 2) + 1 / precision};
            for (int k = 0; k < 5; k++) {
                sums[k] += p * terms[k];
            }
        }
        double mean = sums[1] / sums[0];
        double mu = sums[3] / sums[0];
        return new double[] {
            mean, Math.sqrt(sums[2] / sums[0] - mean * mean), mu, Math.sqrt(sums[4] / sums[0] - mu * mu)
        };
    }

    private static void assertRow(Summary.Row row, double mean, double sd) {
        assertEquals(0, (row.mean() - mean) / sd, 0.06, row::toString); // 4 MCSE
        assertEquals(1, row.sd() / sd, 0.06, row::toString);
    }

    @Test
    void centredSchoolsAreRightAndCheap() {
        double[] exact = exact();
        Fit fit = DefaultFit.of(schools()).gradients(30_000).fit();
        assertTrue(fit.verdict().orElseThrow() instanceof Verdict.Reliable, fit.summary()::toString);
        assertTrue(fit.origin().method().contains("scales"), fit.origin()::method);
        assertRow(fit.summary().row("z[0]"), exact[0], exact[1]);
        assertRow(fit.summary().row("z[1]"), exact[2], exact[3]);
    }

    @Test
    void nealsFunnelIsRightInTenDimensions() {
        Fit fit = DefaultFit.of(nealsFunnel(10)).gradients(40_000).fit();
        assertTrue(fit.origin().method().contains("scales"), fit.origin()::method);
        assertRow(fit.summary().row("z[0]"), 0, 3);
    }

    /** The signs of all effects are known only together: two modes, of which a normal sees one. */
    private static Differentiable twofold(int effects) {
        return LogDensity.of(2 + effects, z -> {
            Expr sum = z.at(0).square().plus(z.at(1).dividedBy(5).square());
            for (int j = 0; j < effects; j++) {
                Expr theta = z.at(2 + j);
                sum = sum.plus(square(theta.minus(z.at(1)), z.at(0)))
                        .plus(theta.square().minus(16).square());
            }
            return sum.times(-0.5);
        });
    }

    @Test
    void twoModesAreNotTakenForOne() {
        Fit fit = DefaultFit.of(twofold(7)).fit();
        Summary.Row mu = fit.summary().row("z[1]");
        assertFalse(
                fit.verdict().orElseThrow() instanceof Verdict.Reliable && Math.abs(mu.mean()) > 0.1 * mu.sd(),
                fit.summary()::toString);
    }

    /** The same in so many dimensions that no race is run. */
    @Test
    void twoModesInManyDimensionsAreNotTakenForOne() {
        Verdict verdict = DefaultFit.of(twofold(22)).fit().verdict().orElseThrow();
        assertFalse(verdict instanceof Verdict.Reliable, verdict::describe);
        assertTrue(verdict.reason().contains("several modes"), verdict::reason);
    }
}
