package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ControlVariateTest {

    private static final MeanFieldGaussian FAMILY = MeanFieldGaussian.of(2);
    private static final double[] PHI = {0.4, -0.7, -0.3, 0.2};

    @Nested
    class OfTheScoreByTheOtherGroups extends EstimatorContract {
        @Override
        <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
            return ControlVariate.<Differentiable, F>leaveOneOut(ScoreFunction.plain(1), new ScoreControl(), draws);
        }
    }

    @Test
    void ofTheStepsBeforeIsUnbiasedToo() {
        ExprDensity target = LogDensity.of(2, z -> z.minus(z.exp()));
        assertUnbiased(
                ControlVariate.<LogDensity, MeanFieldGaussian>running(ScoreFunction.plain(3), new ScoreControl(), 0.9),
                target);
    }

    @Test
    void ofTaylorIsUnbiasedAndHasAFractionOfTheVariance() {
        ExprDensity target = LogDensity.of(2, z -> z.minus(z.exp()));
        ControlVariate<ExprDensity, MeanFieldGaussian> taylor = taylor(3);
        assertUnbiased(taylor, target);
        double[] narrow = {0.1, -0.1, Math.log(0.1), Math.log(0.1)};
        double before = variance(Reparameterization.<MeanFieldGaussian>closedFormEntropy(3), target, narrow);
        double after = variance(taylor, target, narrow);
        assertTrue(after < 0.02 * before, before + " before, after " + after);
    }

    @Test
    void ofTaylorLeavesNoVarianceOfAQuadraticTarget() {
        ExprDensity target = LogDensity.of(2, z -> {
            Expr cross = z.at(0).times(z.at(1)).times(0.8);
            return z.square().sum().plus(cross).negate();
        });
        Estimation estimation = taylor(2).start(target, FAMILY, MonteCarlo.seed(1));
        double[] first = new double[4];
        double[] gradient = new double[4];
        estimation.valueAndGradient(0, PHI, first);
        for (int step = 1; step < 20; step++) {
            estimation.valueAndGradient(step, PHI, gradient);
            assertArrayEquals(first, gradient, 1e-13);
        }
        // E[log p̃] = −Σ (m² + σ²) − 0.8 m₁m₂
        assertEquals(2 * PHI[0] + 0.8 * PHI[1], gradient[0], 1e-13);
        assertEquals(2 * Math.exp(2 * PHI[2]) - 1, gradient[2], 1e-13);
    }

    @Test
    void theScoreOfTheOtherGroupsTakesMostOfTheScoreFunctionsVariance() {
        // log p̃ with a constant of 30 nats, which the plain score function multiplies with noise
        ExprDensity target = LogDensity.of(2, z -> z.minus(z.exp()).sum().plus(30));
        double plain = variance(ScoreFunction.plain(20), target, PHI);
        double controlled = variance(
                ControlVariate.<LogDensity, MeanFieldGaussian>leaveOneOut(
                        ScoreFunction.plain(1), new ScoreControl(), 20),
                target,
                PHI);
        assertTrue(controlled < 0.05 * plain, plain + " plain, controlled " + controlled);
    }

    @Test
    void saysWhatItNeeds() {
        assertMessage(
                "ControlVariate.leaveOneOut, whose multiple is that of the other groups, needs at least 2 draws: 1",
                () -> ControlVariate.leaveOneOut(ScoreFunction.plain(1), new ScoreControl(), 1));
        assertMessage(
                "ControlVariate.running memory must be between 0 and 1: 1.0",
                () -> ControlVariate.running(ScoreFunction.plain(1), new ScoreControl(), 1));
        assertMessage(
                "the target has 3 dimensions",
                () -> taylor(2).start(LogDensity.of(3, z -> z.square().negate()), FAMILY, MonteCarlo.seed(1)));
    }

    private static void assertMessage(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static ControlVariate<ExprDensity, MeanFieldGaussian> taylor(int draws) {
        return ControlVariate.of(Reparameterization.<MeanFieldGaussian>closedFormEntropy(draws), new TaylorControl());
    }

    /** Of Gumbel laws of minima: ∂ELBO/∂m = 1 − a, ∂ELBO/∂log σ = 1 − σ²a, a = exp(m + σ²/2). */
    private static void assertUnbiased(
            Estimator<? super ExprDensity, ? super MeanFieldGaussian> estimator, ExprDensity target) {
        RunningMoments[] moments = moments(estimator, target, PHI, 20_000);
        for (int i = 0; i < 2; i++) {
            double variance = Math.exp(2 * PHI[2 + i]);
            double a = Math.exp(PHI[i] + variance / 2);
            // 4 standard errors × 4 comparisons: 0.03 % for a fresh seed; the seed is fixed
            assertEquals(a - 1, moments[i].mean(), 4 * moments[i].estimate().standardError());
            assertEquals(
                    variance * a - 1,
                    moments[2 + i].mean(),
                    4 * moments[2 + i].estimate().standardError());
        }
    }

    private static RunningMoments[] moments(
            Estimator<? super ExprDensity, ? super MeanFieldGaussian> estimator,
            ExprDensity target,
            double[] phi,
            int steps) {
        Estimation estimation = estimator.start(target, FAMILY, MonteCarlo.seed(3));
        RunningMoments[] moments = new RunningMoments[4];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] gradient = new double[4];
        for (int step = 0; step < steps; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            for (int k = 0; k < 4; k++) {
                moments[k].add(gradient[k]);
            }
        }
        return moments;
    }

    private static double variance(
            Estimator<? super ExprDensity, ? super MeanFieldGaussian> estimator, ExprDensity target, double[] phi) {
        double sum = 0;
        for (RunningMoments each : moments(estimator, target, phi, 1000)) {
            double error = each.estimate().standardError();
            sum += error * error * 1000;
        }
        return sum;
    }
}
