package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class RunningMeanTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return ScoreFunction.runningMean(draws);
    }

    @Test
    void lowersTheVariance() {
        // An evidence of e⁵⁰ is in every signal of the plain score function, and in none once the mean is known
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        LogDensity target = LogDensity.ofFunction(1, z -> 50 - z[0] * z[0]);
        double[] phi = {0.3, -0.2};
        assertTrue(variance(ScoreFunction.plain(1), target, family, phi)
                > 100 * variance(ScoreFunction.runningMean(1), target, family, phi));
    }

    private static double variance(
            Estimator<LogDensity, Family> estimator, LogDensity target, MeanFieldGaussian family, double[] phi) {
        Estimation estimation = estimator.start(target, family, MonteCarlo.seed(3));
        RunningMoments moments = new RunningMoments();
        double[] gradient = new double[2];
        for (int step = 0; step < 1000; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            if (step >= 100) {
                moments.add(gradient[0]);
            }
        }
        return moments.variance();
    }

    @Test
    void refusesAMemoryOutOfRange() {
        String message = assertThrows(IllegalArgumentException.class, () -> new RunningMean(1))
                .getMessage();
        assertEquals("RunningMean memory must be at least 0 and less than 1: 1.0", message);
    }
}
