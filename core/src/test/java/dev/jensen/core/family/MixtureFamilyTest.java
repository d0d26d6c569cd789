package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixtureFamilyTest extends FamilyContract {

    /** log p = z − e^z: a Gumbel law of minima. */
    private static final Differentiable GUMBEL = Differentiable.ofFunction(1, (z, gradient) -> {
        gradient[0] = 1 - Math.exp(z[0]);
        return z[0] - Math.exp(z[0]);
    });

    private static final MixtureFamily<MeanFieldGaussian> TWO = MixtureFamily.of(MeanFieldGaussian.of(1), 2);

    @Override
    Family family(int dimension) {
        return MixtureFamily.of(FullRankGaussian.of(dimension), 3);
    }

    @Test
    void estimatorsAreUnbiased() {
        double[] phi = TWO.parameters(new double[] {0.3, 0.7}, new double[] {-1.5, -0.4}, new double[] {0.2, -0.7});
        assertUnbiased(StickingTheLanding.draws(2), phi);
        assertUnbiased(StickingTheLanding.draws(5), phi);
        assertUnbiased(TotalGradient.draws(5), phi);
        assertUnbiased(ScoreFunction.leaveOneOut(5), phi);
    }

    @Test
    void stickingTheLandingHasNoVarianceWhereQIsP() {
        double[] phi = TWO.parameters(new double[] {0.3, 0.7}, new double[] {-1.5, -0.4}, new double[] {0.2, -0.7});
        Differentiable same = Differentiable.ofFunction(1, (z, gradient) -> {
            double[] value = new double[1];
            TWO.logDensity(phi, 1, z, value);
            TWO.gradient(phi, 1, z, gradient);
            return value[0] + 17;
        });
        Estimation estimation = StickingTheLanding.draws(4).start(same, TWO, MonteCarlo.seed(1));
        double[] gradient = new double[6];
        for (int step = 0; step < 100; step++) {
            assertEquals(-17, estimation.valueAndGradient(step, phi, gradient), 1e-13);
            assertArrayEquals(new double[6], gradient, 1e-14);
        }
    }

    @Test
    void holdsTheComponentsThatItIsGiven() {
        double[] first = {1, 2};
        double[] second = {3, 4};
        double[] phi = TWO.parameters(new double[] {1, 3}, first, second);
        assertArrayEquals(new double[] {0.25, 0.75}, TWO.weights(phi), 1e-15);
        assertArrayEquals(second, TWO.component(phi, 1));
        assertArrayEquals(first, TWO.component(phi, 0));
    }

    @Test
    void sharesDrawsAmongComponentsInOrder() {
        double[] phi = TWO.parameters(new double[] {0.2, 0.8}, new double[] {-100, 0}, new double[] {100, 0});
        double[] weights = new double[5];
        double[] z = new double[5];
        TWO.weights(phi, 5, weights);
        TWO.paths(phi, 5, new double[10], z);
        assertArrayEquals(new double[] {-100, -100, 100, 100, 100}, z);
        assertArrayEquals(new double[] {0.1, 0.1, 0.8 / 3, 0.8 / 3, 0.8 / 3}, weights, 1e-15);
    }

    @Test
    void saysWhatItCannotDo() {
        assertMessage("at least 1 component: 0", () -> MixtureFamily.of(MeanFieldGaussian.of(1), 0));
        assertMessage(
                "MixtureFamily[2 × MeanFieldGaussian[dimension=1]], one for each component, needs at least 2 draws: 1",
                () -> StickingTheLanding.draws(1).start(GUMBEL, TWO, MonteCarlo.seed(1)));
        assertMessage(
                "MixtureFamily weights[1] must be positive and finite: -1.0",
                () -> TWO.parameters(new double[] {1, -1}, new double[2], new double[2]));
        assertMessage(
                "MixtureFamily component 1 must have 2 entries: 3",
                () -> TWO.parameters(new double[] {1, 1}, new double[2], new double[3]));
    }

    /** The truth by the trapezoidal rule, its gradient by central differences of it. */
    private static void assertUnbiased(
            Estimator<? super Differentiable, ? super MixtureFamily<?>> estimator, double[] phi) {
        Estimation estimation = estimator.start(GUMBEL, TWO, MonteCarlo.seed(5));
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
        // 4 standard errors × 7 comparisons × 4 estimators: 0.2 % for a fresh seed; the seed is fixed
        assertEquals(negativeElbo(phi), loss.mean(), 4 * loss.estimate().standardError(), estimator + " loss");
        for (int k = 0; k < phi.length; k++) {
            double[] up = phi.clone();
            double[] down = phi.clone();
            up[k] += 1e-5;
            down[k] -= 1e-5;
            double expected = (negativeElbo(up) - negativeElbo(down)) / 2e-5;
            assertEquals(
                    expected, moments[k].mean(), 4 * moments[k].estimate().standardError(), estimator + " ∂/∂φ" + k);
        }
    }

    private static double negativeElbo(double[] phi) {
        int n = 3000;
        double[] z = new double[n];
        Arrays.setAll(z, i -> -15 + 30.0 * i / n);
        double[] logQ = new double[n];
        double[] logP = new double[n];
        TWO.logDensity(phi, n, z, logQ);
        GUMBEL.logDensity(n, z, logP);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double q = Math.exp(logQ[i]);
            sum += q > 0 ? q * (logQ[i] - logP[i]) * 30 / n : 0;
        }
        return sum;
    }
}
