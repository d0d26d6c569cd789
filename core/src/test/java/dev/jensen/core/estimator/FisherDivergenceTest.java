package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.noise.MonteCarlo;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class FisherDivergenceTest {

    /** log p̃ = z − e^z − z²/4. */
    private static final TwiceDifferentiable SKEWED =
            LogDensity.of(1, z -> z.minus(z.exp()).minus(z.square().times(0.25)));

    @Test
    void isUnbiasedForANormalAndASkewedTarget() {
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        double[] phi = family.parameters(new double[] {-0.2}, new double[] {0.8});
        // of q = N(m, s²): ∂log q = −(z − m)/s²
        ToDoubleFunction<double[]> exact = at -> integral(
                z -> Math.exp(-0.5 * Math.pow((z - at[0]) / Math.exp(at[1]), 2))
                        / Math.exp(at[1])
                        / Math.sqrt(2 * Math.PI),
                z -> -(z - at[0]) / Math.exp(2 * at[1]));
        // 4 standard errors × 3: 0.02 % for a fresh seed
        Truth.of(exact, phi).assertUnbiased(FisherDivergence.draws(2), SKEWED, family, phi, 20_000);
    }

    @Test
    void isUnbiasedForAMixture() {
        MixtureFamily<MeanFieldGaussian> family = MixtureFamily.of(MeanFieldGaussian.of(1), 2);
        double[] phi = family.parameters(new double[] {0.3, 0.7}, new double[] {-1, -0.1}, new double[] {0.4, -0.3});
        ToDoubleFunction<double[]> exact = at -> {
            double weight = 1 / (1 + Math.exp(at[1] - at[0]));
            return integral(
                    z -> weight * normal(z, at[2], at[3]) + (1 - weight) * normal(z, at[4], at[5]),
                    z -> (-weight * normal(z, at[2], at[3]) * (z - at[2]) / Math.exp(2 * at[3])
                                    - (1 - weight) * normal(z, at[4], at[5]) * (z - at[4]) / Math.exp(2 * at[5]))
                            / (weight * normal(z, at[2], at[3]) + (1 - weight) * normal(z, at[4], at[5])));
        };
        Truth.of(exact, phi).assertUnbiased(FisherDivergence.draws(3), SKEWED, family, phi, 20_000);
    }

    @Test
    void isUnbiasedForACorrelatedNormal() {
        // u = Λ(z − μ) − (LLᵀ)⁻¹(z − m), a normal vector: ½ E‖u‖² = ½ (‖Λ(m − μ)‖² + ‖ΛL − L⁻ᵀ‖²)
        FullRankGaussian family = FullRankGaussian.of(3);
        double[][] l = {{0.8, 0, 0}, {0.3, 1.1, 0}, {-0.4, 0.2, 0.6}};
        double[] phi = family.parameters(new double[] {0.5, -1, 2}, l);
        CorrelatedGaussian target = new CorrelatedGaussian();
        ToDoubleFunction<double[]> exact = at -> {
            double[][] factor = {{Math.exp(at[3]), 0, 0}, {at[6], Math.exp(at[4]), 0}, {at[7], at[8], Math.exp(at[5])}};
            double[] gradient = new double[3];
            target.at(at, 0, gradient);
            double[][] product = target.expectedGradientTimesNoise(new double[3], factor); // −ΛL
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += gradient[j] * gradient[j];
                double[] column = inverseTransposed(factor, j);
                for (int i = 0; i < 3; i++) {
                    sum += Math.pow(product[i][j] + column[i], 2);
                }
            }
            return sum / 2;
        };
        Truth.of(exact, phi).assertUnbiased(FisherDivergence.draws(2), target, family, phi, 20_000);
    }

    @Test
    void lossAndGradientAreZeroWhereTheFamilyIsTheTarget() {
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        double[] phi = family.parameters(new double[] {2}, new double[] {0.5});
        TwiceDifferentiable same = LogDensity.of(1, z -> z.minus(2).square().times(-2));
        double[] gradient = new double[2];
        Estimation estimation = FisherDivergence.draws(3).start(same, family, MonteCarlo.seed(1));
        for (int step = 0; step < 100; step++) {
            assertEquals(0, estimation.valueAndGradient(step, phi, gradient), 1e-25);
            assertArrayEquals(new double[2], gradient, 1e-10);
        }
    }

    /** Column j of L⁻ᵀ, by back substitution. */
    private static double[] inverseTransposed(double[][] l, int j) {
        double[] x = new double[3];
        for (int i = 2; i >= 0; i--) {
            double sum = i == j ? 1 : 0;
            for (int k = i + 1; k < 3; k++) {
                sum -= l[k][i] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        return x;
    }

    private static double normal(double z, double mean, double logScale) {
        double u = (z - mean) / Math.exp(logScale);
        return Math.exp(-u * u / 2 - logScale) / Math.sqrt(2 * Math.PI);
    }

    private static double integral(DoubleUnaryOperator q, DoubleUnaryOperator score) {
        double sum = 0;
        for (double z = -12; z < 12; z += 0.05) {
            double u = score.applyAsDouble(z) - (1 - Math.exp(z) - z / 2);
            sum += q.applyAsDouble(z) > 0 ? 0.05 * q.applyAsDouble(z) * u * u / 2 : 0;
        }
        return sum;
    }
}
