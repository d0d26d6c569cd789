package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class LearnedMixTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return LearnedMix.<F>draws(draws);
    }

    @Test
    void hasNoVarianceWhereTheFamilyIsTheTarget() {
        double[] phi = {0, 0};
        assertEquals(0, variance(LearnedMix.draws(2), 1, phi), 1e-25);
    }

    @Test
    void isAboutAsGoodAsTheBetterOfTheTwoOnEitherSide() {
        // log p̃ = −λz²/2: at a narrow q closed-form entropy is the better, at a wide one sticking the landing
        double[] narrow = {0, Math.log(0.2)};
        double[] wide = {0, Math.log(0.99)};
        for (double[] phi : new double[][] {narrow, wide}) {
            double landing = variance(StickingTheLanding.draws(2), 1, phi);
            double closed = variance(Reparameterization.<MeanFieldGaussian>closedFormEntropy(2), 1, phi);
            double mix = variance(LearnedMix.draws(2), 1, phi);
            assertTrue(mix < 1.1 * Math.min(landing, closed), mix + ", " + landing + ", " + closed);
        }
        assertTrue(variance(StickingTheLanding.draws(2), 1, narrow)
                > 4 * variance(Reparameterization.<MeanFieldGaussian>closedFormEntropy(2), 1, narrow));
    }

    private static double variance(
            Estimator<Differentiable, ? super MeanFieldGaussian> estimator, double precision, double[] phi) {
        Differentiable target = Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = -precision * z[0];
            return -precision * z[0] * z[0] / 2;
        });
        Estimation estimation = estimator.start(target, MeanFieldGaussian.of(1), MonteCarlo.seed(3));
        RunningMoments[] moments = {new RunningMoments(), new RunningMoments()};
        double[] gradient = new double[2];
        for (int step = 0; step < 4000; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            if (step >= 1000) {
                moments[0].add(gradient[0]);
                moments[1].add(gradient[1]);
            }
        }
        return moments[0].variance() + moments[1].variance();
    }
}
