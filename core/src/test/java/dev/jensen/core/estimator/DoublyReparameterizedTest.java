package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.RenyiBound;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoublyReparameterizedTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return DoublyReparameterized.of(NegativeElbo.standard(), draws);
    }

    @Test
    void hasNoVarianceWhereTheFamilyIsTheTarget() {
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        double[] phi = {0, 0};
        Differentiable same = normal(0);
        for (CurvedObjective objective : List.of(Iwae.bound(), RenyiBound.of(2), Cubo.of(2))) {
            Estimation estimation = DoublyReparameterized.of(objective, 3).start(same, family, MonteCarlo.seed(1));
            double[] gradient = new double[2];
            for (int step = 0; step < 100; step++) {
                estimation.valueAndGradient(step, phi, gradient);
                assertArrayEquals(new double[2], gradient, 1e-15);
            }
        }
    }

    @Test
    void itsSignalToNoiseGrowsWithTheDrawsWhereTheTotalGradientsFalls() {
        // Rainforth et al. 2018: the total gradient's as S^(−½); Tucker et al. 2019: this one's as S^½
        assertTrue(signalToNoise(total(64)) < 0.5 * signalToNoise(total(4))); // 0.07 and 0.26
        assertTrue(signalToNoise(doubly(64)) > 1.5 * signalToNoise(doubly(4))); // 17 and 8
    }

    private static Estimator<Differentiable, ? super MeanFieldGaussian> total(int draws) {
        return TotalGradient.draws(draws).objective(Iwae.bound());
    }

    private static Estimator<Differentiable, ? super MeanFieldGaussian> doubly(int draws) {
        return DoublyReparameterized.of(Iwae.bound(), draws);
    }

    private static double signalToNoise(Estimator<Differentiable, ? super MeanFieldGaussian> estimator) {
        Estimation estimation = estimator.start(normal(0.5), MeanFieldGaussian.of(1), MonteCarlo.seed(2));
        RunningMoments moments = new RunningMoments();
        double[] gradient = new double[2];
        for (int step = 0; step < 10_000; step++) {
            estimation.valueAndGradient(step, new double[2], gradient);
            moments.add(gradient[0]);
        }
        return Math.abs(moments.mean()) / moments.standardDeviation();
    }

    private static Differentiable normal(double mean) {
        return Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = mean - z[0];
            return -(z[0] - mean) * (z[0] - mean) / 2;
        });
    }
}
