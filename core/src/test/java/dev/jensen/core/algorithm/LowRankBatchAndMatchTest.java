package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LowRankBatchAndMatchTest {
    private static final int D = 60;
    private static final double[] MEAN = new double[D];
    private static final double[] SCALE = new double[D];
    private static final double[][] FACTOR = new double[D][2];

    static {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < D; i++) {
            MEAN[i] = 3 * random.nextGaussian();
            SCALE[i] = Math.exp(random.nextGaussian());
            FACTOR[i] = new double[] {2 * random.nextGaussian(), random.nextGaussian()};
        }
    }

    /** A normal of the family, by its own density: Σ = diag(σ²) + FFᵀ, its log normaliser 5. */
    private static Differentiable normal() {
        LowRankGaussian family = LowRankGaussian.of(D, 2);
        double[] phi = family.parameters(MEAN, SCALE, FACTOR);
        return new Differentiable() {
            @Override
            public int dimension() {
                return D;
            }

            @Override
            public void logDensity(int draws, double[] points, double[] values) {
                family.logDensity(phi, draws, points, values);
                for (int s = 0; s < draws; s++) {
                    values[s] += 5;
                }
            }

            @Override
            public void gradient(int draws, double[] points, double[] values, double[] gradients) {
                logDensity(draws, points, values);
                family.gradient(phi, draws, points, gradients);
            }
        };
    }

    @Test
    void findsANormalOfTheFamilyWithFewerDrawsThanDimensions() {
        Fit fit = LowRankBatchAndMatch.of(normal(), 2).fit(1);
        LowRankGaussian family = (LowRankGaussian) fit.family();
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        assertEquals(5, fit.elbo().value(), 0.05);
        double[] variance = family.variance(fit.parameters());
        for (int i = 0; i < D; i++) {
            double truth = SCALE[i] * SCALE[i] + FACTOR[i][0] * FACTOR[i][0] + FACTOR[i][1] * FACTOR[i][1];
            assertEquals(MEAN[i], family.mean(fit.parameters())[i], 0.05 * Math.sqrt(truth));
            assertEquals(1, variance[i] / truth, 0.05);
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        LowRankBatchAndMatch run = LowRankBatchAndMatch.of(normal(), 1)
                .draws(8)
                .loop(Loop.endless().maximumSteps(5));
        assertArrayEquals(run.fit(3).parameters(), run.fit(3).parameters());
    }

    /** log p̃ = Σ a_i z_i − exp z_i has mean ψ(a) and variance ψ′(a) in each coordinate; the normal is near. */
    @Test
    void comesNearWhatIsNotNormal() {
        Differentiable logGamma =
                LogDensity.of(8, z -> z.times(4).minus(z.exp()).sum());
        Fit fit = LowRankBatchAndMatch.of(logGamma, 1).draws(12).fit(2);
        LowRankGaussian family = (LowRankGaussian) fit.family();
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        for (int i = 0; i < 8; i++) {
            assertEquals(1.2561, family.mean(fit.parameters())[i], 0.1);
            assertEquals(0.5327, Math.sqrt(family.variance(fit.parameters())[i]), 0.06);
        }
    }

    @Test
    void refusesBadInput() {
        Differentiable target = LogDensity.of(3, z -> z.square().sum().times(-0.5));
        String message = assertThrows(IllegalArgumentException.class, () -> LowRankBatchAndMatch.of(target, 4))
                .getMessage();
        assertTrue(message.contains("rank must be from 1 to the dimension 3: 4"), message);
        LowRankBatchAndMatch run = LowRankBatchAndMatch.of(target, 1);
        message =
                assertThrows(IllegalArgumentException.class, () -> run.draws(1)).getMessage();
        assertTrue(message.contains("at least 2 draws: 1"), message);
        Expr minus = Expr.constant(Double.NEGATIVE_INFINITY);
        Differentiable nowhere = LogDensity.of(1, z -> z.at(0).plus(minus));
        assertThrows(
                IllegalArgumentException.class,
                () -> LowRankBatchAndMatch.of(nowhere, 1).fit(1));
    }
}
