package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.BetaElbo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;
import java.util.List;
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

    /** A mixture of one flow is the flow, but its density is taken at the draws. */
    @Test
    void isTheSameWhereTheDensityIsFollowedFromTheNoise() {
        NormalizingFlow flow = NormalizingFlow.realNvp(3, 2, 3);
        double[] phi = flow.initial(new double[] {1, 0, -1}, 0.8);
        for (int k = 0; k < phi.length; k++) {
            phi[k] += 0.3 * Math.sin(k);
        }
        double[] points = new double[12];
        MonteCarlo.seed(3).fill(0, 4, 3, points);
        Noise noise = (step, draws, dimension, out) -> {
            for (int s = 0; s < draws; s++) {
                System.arraycopy(points, s * 3, out, s * dimension, 3);
            }
        };
        double[] ofMixture = new double[1 + phi.length];
        System.arraycopy(phi, 0, ofMixture, 1, phi.length);
        for (Objective objective : List.of(NegativeElbo.standard(), BetaElbo.of(0.6), Iwae.bound(), Cubo.of(2))) {
            TotalGradient estimator = TotalGradient.draws(4).objective(objective);
            double[] followed = new double[phi.length];
            double[] atDraws = new double[ofMixture.length];
            double value = estimator.start(new Gumbels(), flow, noise).valueAndGradient(0, phi, followed);
            assertEquals(
                    estimator
                            .start(new Gumbels(), MixtureFamily.of(flow, 1), noise)
                            .valueAndGradient(0, ofMixture, atDraws),
                    value,
                    1e-11 * Math.abs(value),
                    objective.toString());
            double scale = Arrays.stream(atDraws).map(Math::abs).max().orElseThrow();
            assertArrayEquals(
                    Arrays.copyOfRange(atDraws, 1, atDraws.length), followed, 1e-11 * scale, objective.toString());
        }
    }
}
