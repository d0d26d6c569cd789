package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class VarGradTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return VarGrad.draws(draws);
    }

    @Override
    boolean lossIsNegativeElbo() {
        return false;
    }

    @Test
    void isTheLeaveOneOutGradientDrawByDraw() {
        MeanFieldGaussian family = MeanFieldGaussian.of(3);
        double[] phi = family.initial(new double[3], 0.7);
        double[] here = new double[6];
        double[] there = new double[6];
        VarGrad.draws(5).start(new Gumbels(), family, MonteCarlo.seed(1)).valueAndGradient(2, phi, here);
        ScoreFunction.leaveOneOut(5)
                .start(new Gumbels(), family, MonteCarlo.seed(1))
                .valueAndGradient(2, phi, there);
        assertArrayEquals(there, here, 1e-13);
    }

    @Test
    void itsLossIsHalfTheVarianceOfTheLogWeights() {
        // log p̃ − log q = −z²/2 + z²/2σ² + …, of which the variance is σ⁴(1/σ² − 1)²/2
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        LogDensity target = LogDensity.ofFunction(1, z -> 7 - z[0] * z[0] / 2);
        double[] phi = family.parameters(new double[1], new double[] {1.5});
        Estimation estimation = VarGrad.draws(4).start(target, family, MonteCarlo.seed(1));
        RunningMoments moments = new RunningMoments();
        for (int step = 0; step < 20_000; step++) {
            moments.add(estimation.valueAndGradient(step, phi, new double[2]));
        }
        double difference = 1 - 1.5 * 1.5;
        assertEquals(
                difference * difference / 4,
                moments.mean(),
                4 * moments.estimate().standardError());
    }

    @Test
    void needsTwoDraws() {
        String message = assertThrows(IllegalArgumentException.class, () -> VarGrad.draws(1))
                .getMessage();
        assertEquals("VarGrad, which takes a variance over the draws, needs at least 2 draws: 1", message);
    }
}
