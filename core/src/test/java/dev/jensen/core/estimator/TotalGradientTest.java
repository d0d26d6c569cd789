package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class TotalGradientTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return TotalGradient.draws(draws);
    }

    @Test
    void equalsTheClosedFormForAGaussianFamily() {
        MeanFieldGaussian family = MeanFieldGaussian.of(3);
        double[] phi = family.parameters(new double[] {1, 0, -1}, new double[] {0.5, 1, 0.7});
        double[] total = new double[6];
        double[] closed = new double[6];
        TotalGradient.draws(3).start(new Gumbels(), family, MonteCarlo.seed(1)).valueAndGradient(0, phi, total);
        Reparameterization.<MeanFieldGaussian>closedFormEntropy(3)
                .start(new Gumbels(), family, MonteCarlo.seed(1))
                .valueAndGradient(0, phi, closed);
        assertArrayEquals(closed, total, 1e-13);
    }
}
