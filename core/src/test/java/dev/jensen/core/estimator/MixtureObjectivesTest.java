package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.objective.BetaElbo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;
import dev.jensen.core.objective.RenyiBound;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Objectives of a mixture's stratified draws, one of each component with the component's weight, against sums over a grid of pairs. 4
 * standard errors × 42 comparisons: 0.3 % for a fresh seed; the seed is fixed, so red means the code changed.
 */
class MixtureObjectivesTest {

    private static final int COUNT = 100;
    private static final Differentiable TARGET = ObjectivesByEstimatorsTest.SKEWED;
    private static final MixtureFamily<MeanFieldGaussian> FAMILY = MixtureFamily.of(MeanFieldGaussian.of(1), 2);
    private static final double[] PHI =
            FAMILY.parameters(new double[] {0.3, 0.7}, new double[] {-1.5, 0.4}, new double[] {0.2, 0.1});

    @Test
    void theTotalGradientIsUnbiasedForEveryObjective() {
        for (Objective objective : List.<Objective>of(BetaElbo.of(0.6), Iwae.bound(), RenyiBound.of(2), Cubo.of(2))) {
            Truth.of(exact(objective), PHI)
                    .assertUnbiased(TotalGradient.draws(2).objective(objective), TARGET, FAMILY, PHI, 10_000);
        }
    }

    @Test
    void stickingTheLandingIsUnbiasedForALinearOne() {
        Truth.of(exact(BetaElbo.of(0.6)), PHI)
                .assertUnbiased(StickingTheLanding.draws(2).objective(BetaElbo.of(0.6)), TARGET, FAMILY, PHI, 10_000);
    }

    private static ToDoubleFunction<double[]> exact(Objective objective) {
        double width = 24.0 / COUNT;
        double[] points = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            points[i] = -12 + i * width;
        }
        double[] logTarget = new double[COUNT];
        TARGET.logDensity(COUNT, points, logTarget);
        return phi -> {
            double[] logFamily = new double[COUNT];
            FAMILY.logDensity(phi, COUNT, points, logFamily);
            double[] first = component(phi, 0, points);
            double[] second = component(phi, 1, points);
            double[] two = new double[2];
            LogWeights view = new LogWeights(two, FAMILY.weights(phi));
            double sum = 0;
            for (int n = 0; n < COUNT; n++) {
                two[0] = logTarget[n] - objective.entropyWeight() * logFamily[n];
                for (int m = 0; m < COUNT; m++) {
                    two[1] = logTarget[m] - objective.entropyWeight() * logFamily[m];
                    sum += width * width * first[n] * second[m] * objective.loss(view);
                }
            }
            return sum;
        };
    }

    private static double[] component(double[] phi, int k, double[] points) {
        double[] density = new double[COUNT];
        MeanFieldGaussian.of(1).logDensity(FAMILY.component(phi, k), COUNT, points, density);
        for (int n = 0; n < COUNT; n++) {
            density[n] = Math.exp(density[n]);
        }
        return density;
    }
}
