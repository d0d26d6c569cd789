package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class StickingTheLandingTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return StickingTheLanding.draws(draws);
    }

    @Test
    void hasNoVarianceWhereTheFamilyIsTheTarget() {
        MeanFieldGaussian family = MeanFieldGaussian.of(2);
        double[] phi = family.parameters(new double[] {1, -2}, new double[] {0.5, 3});
        Differentiable same = Differentiable.ofFunction(2, (z, gradient) -> {
            double[] value = new double[1];
            family.logDensity(phi, 1, z, value);
            family.gradient(phi, 1, z, gradient);
            return value[0] + 17;
        });
        Estimation estimation = StickingTheLanding.draws(1).start(same, family, MonteCarlo.seed(1));
        double[] gradient = new double[4];
        for (int step = 0; step < 100; step++) {
            assertEquals(-17, estimation.valueAndGradient(step, phi, gradient), 1e-13);
            assertArrayEquals(new double[4], gradient);
        }
    }
}
