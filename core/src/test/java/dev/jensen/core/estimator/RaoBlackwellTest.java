package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RaoBlackwellTest {

    private static final MeanFieldGaussian FAMILY = MeanFieldGaussian.of(3);
    private static final double[] M = {0.5, -1, 2};
    private static final double[] S = {0.8, 1.1, 0.6};

    @Test
    void isUnbiasedForACorrelatedGaussian() {
        double[][] precision = {{2, 0.7, 0}, {0.7, 1.5, 0.4}, {0, 0.4, 1}};
        ExprDensity target = LogDensity.of(3, z -> {
            Expr sum = Expr.constant(0);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    sum = sum.plus(z.at(i).times(z.at(j)).times(-0.5 * precision[i][j]));
                }
            }
            return sum;
        });
        // ∂ELBO/∂m = −Λm, ∂ELBO/∂ρ = 1 − Λ_ii σ_i²
        double value = 0;
        double[] gradient = new double[6];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                gradient[i] -= precision[i][j] * M[j];
                value -= 0.5 * precision[i][j] * M[i] * M[j];
            }
            gradient[3 + i] = 1 - precision[i][i] * S[i] * S[i];
            value -= 0.5 * precision[i][i] * S[i] * S[i];
        }
        assertUnbiased(target, value, gradient);
    }

    @Test
    void isUnbiasedForASkewedTarget() {
        // Gumbel laws of minima: ∂E[log p̃]/∂m = 1 − a, ∂/∂ρ = −σ² a, a = exp(m + σ²/2)
        ExprDensity target = LogDensity.of(3, z -> z.minus(z.exp()));
        double value = 0;
        double[] gradient = new double[6];
        for (int i = 0; i < 3; i++) {
            double a = Math.exp(M[i] + S[i] * S[i] / 2);
            gradient[i] = 1 - a;
            gradient[3 + i] = 1 - S[i] * S[i] * a;
            value += M[i] - a;
        }
        assertUnbiased(target, value, gradient);
    }

    /**
     * Of d independent normals. The plain score function of a coordinate has the noise of all d terms, with Rao–Blackwell
     * that of one: Ranganath et al. report orders of magnitude.
     */
    @Test
    void hasAFractionOfTheVarianceOfTheScoreFunctionWhereTheTargetFactorises() {
        int d = 200;
        ExprDensity target = LogDensity.of(d, z -> z.minus(1).square().times(-0.5));
        MeanFieldGaussian family = MeanFieldGaussian.of(d);
        double[] phi = family.initial(new double[d], 0.7);
        double leaveOneOut = variance(ScoreFunction.leaveOneOut(10), target, family, phi);
        double raoBlackwell = variance(RaoBlackwell.leaveOneOut(10), target, family, phi);
        assertTrue(
                leaveOneOut > 30 * raoBlackwell,
                "leave-one-out " + leaveOneOut + ", with Rao–Blackwell " + raoBlackwell);
    }

    @Test
    void isTheScoreFunctionWhereAllTermsDependOnAllCoordinates() {
        ExprDensity target = LogDensity.of(1, z -> z.sum().minus(z.exp().sum()));
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        double[] phi = {0.3, -0.4};
        double[] expected = new double[2];
        double[] gradient = new double[2];
        double value = ScoreFunction.leaveOneOut(7)
                .start(target, family, MonteCarlo.seed(1))
                .valueAndGradient(5, phi, expected);
        assertEquals(
                value,
                RaoBlackwell.leaveOneOut(7)
                        .start(target, family, MonteCarlo.seed(1))
                        .valueAndGradient(5, phi, gradient),
                1e-13);
        assertArrayEquals(expected, gradient, 1e-13);
    }

    @Test
    void isUnbiasedWhereBlocksAreConditionalOnOthers() {
        ExprDensity target = LogDensity.of(3, z -> {
            Expr first = z.at(1).minus(z.at(0)).square().times(-0.5);
            Expr second = z.at(2).minus(z.at(0).times(0.5)).square().times(-1);
            Expr local = z.at(1).minus(2).square(); // which depends on the first block through the law of the second
            return first.plus(second).minus(local).minus(z.at(0).minus(1).square());
        });
        StructuredGaussian family = StructuredGaussian.arrow(new int[] {0}, new int[] {1}, new int[] {2});
        double[] phi = {0.5, -1, 0.7, -0.2, 0.1, -0.4, 0.6, -0.3};
        // of draws with mean 0 and covariance I the mean of a quadratic target's path gradient is exact
        double[] noise = {1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1};
        double[] z = new double[18];
        double[] v = new double[18];
        Arrays.setAll(noise, i -> noise[i] * Math.sqrt(3));
        family.draw(phi, 6, noise, z);
        target.gradient(6, z, new double[6], v);
        Arrays.setAll(v, i -> -v[i] / 6);
        double[] expected = new double[8];
        family.pullback(phi, 6, noise, z, v, expected);
        family.entropyGradient(phi, -1, expected);
        Estimation estimation = RaoBlackwell.leaveOneOut(4).start(target, family, MonteCarlo.seed(12));
        RunningMoments[] moments = new RunningMoments[8];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] gradient = new double[8];
        for (int step = 0; step < 20_000; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            for (int k = 0; k < 8; k++) {
                moments[k].add(gradient[k]);
            }
        }
        for (int k = 0; k < 8; k++) { // 4 standard errors × 8 comparisons: 0.05 % for a fresh seed; the seed is fixed
            assertEquals(
                    expected[k], moments[k].mean(), 4 * moments[k].estimate().standardError(), "∂/∂φ" + k);
        }
    }

    @Test
    void needsTwoDrawsAndTheTargetsDimension() {
        String message = assertThrows(IllegalArgumentException.class, () -> RaoBlackwell.leaveOneOut(1))
                .getMessage();
        assertEquals(
                "RaoBlackwell.leaveOneOut, whose baseline is the mean of the other draws, needs at least 2 draws: 1",
                message);
        ExprDensity target = LogDensity.of(2, z -> z.square().negate());
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RaoBlackwell.leaveOneOut(2).start(target, FAMILY, MonteCarlo.seed(1)))
                .getMessage();
        assertTrue(message.contains("the target has 2 dimensions"), message);
    }

    private static void assertUnbiased(ExprDensity target, double expectation, double[] gradientOfElbo) {
        double[] phi = FAMILY.parameters(M, S);
        Estimation estimation = RaoBlackwell.leaveOneOut(4).start(target, FAMILY, MonteCarlo.seed(11));
        RunningMoments loss = new RunningMoments();
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] gradient = new double[phi.length];
        for (int step = 0; step < 20_000; step++) {
            loss.add(estimation.valueAndGradient(step, phi, gradient));
            for (int k = 0; k < phi.length; k++) {
                moments[k].add(gradient[k]);
            }
        }
        // 4 standard errors × 7 comparisons: 0.04 % for a fresh seed; the seed is fixed
        assertEquals(
                -expectation - FAMILY.entropy(phi),
                loss.mean(),
                4 * loss.estimate().standardError(),
                "−ELBO");
        for (int k = 0; k < phi.length; k++) {
            assertEquals(
                    -gradientOfElbo[k],
                    moments[k].mean(),
                    4 * moments[k].estimate().standardError(),
                    "∂/∂φ" + k);
        }
    }

    /** The mean variance of the gradient's coordinates. */
    private static <F extends Blockwise> double variance(
            Estimator<? super ExprDensity, ? super F> estimator, ExprDensity target, F family, double[] phi) {
        Estimation estimation = estimator.start(target, family, MonteCarlo.seed(3));
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] gradient = new double[phi.length];
        for (int step = 0; step < 100; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            for (int k = 0; k < phi.length; k++) {
                moments[k].add(gradient[k]);
            }
        }
        double sum = 0;
        for (RunningMoments each : moments) {
            double error = each.estimate().standardError();
            sum += error * error * 100 / phi.length;
        }
        return sum;
    }
}
