package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.GaussianKernel;
import dev.jensen.core.divergence.InverseMultiquadric;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.divergence.SteinDiscrepancy;
import dev.jensen.core.divergence.SteinKernel;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.noise.MonteCarlo;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SteinDiscrepancyTest {

    /** log p̃ = z − e^z − z²/4. */
    private static final TwiceDifferentiable SKEWED =
            LogDensity.of(1, z -> z.minus(z.exp()).minus(z.square().times(0.25)));

    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);
    private static final double[] PHI = NORMAL.parameters(new double[] {-0.2}, new double[] {0.8});

    /** One dimension of a Stein kernel, by its four terms: of δ = z − z′, k, ∂k/∂z and ∂²k/∂z∂z′. */
    private record Line(DoubleUnaryOperator k, DoubleUnaryOperator ofFirst, DoubleUnaryOperator ofBoth) {

        static final Line GAUSSIAN = new Line( // h = 0.7
                delta -> Math.exp(-delta * delta / 0.98),
                delta -> -delta / 0.49 * Math.exp(-delta * delta / 0.98),
                delta -> (1 / 0.49 - delta * delta / 0.2401) * Math.exp(-delta * delta / 0.98));

        static final Line MULTIQUADRIC = new Line(
                delta -> Math.pow(1 + delta * delta, -0.5),
                delta -> -delta * Math.pow(1 + delta * delta, -1.5),
                delta -> Math.pow(1 + delta * delta, -1.5) - 3 * delta * delta * Math.pow(1 + delta * delta, -2.5));

        double at(double z, double other) {
            double s = 1 - Math.exp(z) - z / 2;
            double t = 1 - Math.exp(other) - other / 2;
            double delta = z - other;
            return s * t * k.applyAsDouble(delta)
                    + (t - s) * ofFirst.applyAsDouble(delta)
                    + ofBoth.applyAsDouble(delta);
        }

        /** The mean over pairs of independent draws of a law. */
        double mean(DoubleUnaryOperator density) {
            int count = 120;
            double width = 12.0 / count;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    double z = -6 + i * width;
                    double other = -6 + j * width;
                    sum += width * width * density.applyAsDouble(z) * density.applyAsDouble(other) * at(z, other);
                }
            }
            return sum;
        }
    }

    private static double normal(double z, double mean, double logScale) {
        double u = (z - mean) / Math.exp(logScale);
        return Math.exp(-u * u / 2 - logScale) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void bothPathsAreUnbiased() {
        assertUnbiased(GaussianKernel.of(0.7), Line.GAUSSIAN);
        assertUnbiased(InverseMultiquadric.standard(), Line.MULTIQUADRIC);
    }

    // 4 standard errors × 12: 0.08 % for a fresh seed
    private static void assertUnbiased(RadialKernel kernel, Line line) {
        ToDoubleFunction<double[]> exact = at -> line.mean(z -> normal(z, at[0], at[1]));
        Truth truth = Truth.of(exact, PHI);
        truth.assertUnbiased(SteinDiscrepancyPath.of(kernel, 3), SKEWED, NORMAL, PHI, 20_000);
        truth.assertUnbiased(SteinDiscrepancyScore.of(kernel, 4), SKEWED, NORMAL, PHI, 20_000);
    }

    @Test
    void aMixtureIsFittedAlongTheScore() {
        MixtureFamily<MeanFieldGaussian> family = MixtureFamily.of(NORMAL, 2);
        double[] phi = family.parameters(new double[] {0.3, 0.7}, new double[] {-1, -0.3}, new double[] {0.4, -0.5});
        ToDoubleFunction<double[]> exact = at -> {
            double weight = 1 / (1 + Math.exp(at[1] - at[0]));
            return Line.MULTIQUADRIC.mean(
                    z -> weight * normal(z, at[2], at[3]) + (1 - weight) * normal(z, at[4], at[5]));
        };
        Truth.of(exact, phi)
                .assertUnbiased(
                        SteinDiscrepancyScore.of(InverseMultiquadric.standard(), 4), SKEWED, family, phi, 20_000);
    }

    @Test
    void theKernelsGradientIsItsDifferenceQuotient() {
        TwiceDifferentiable target = LogDensity.of(
                2, z -> z.at(0).times(z.at(1)).sin().minus(z.square().sum()));
        for (RadialKernel kernel : new RadialKernel[] {new InverseMultiquadric(0.8, -0.3), GaussianKernel.of(1.3)}) {
            SteinKernel stein = new SteinKernel(kernel, 2);
            double[] z = {0.3, -0.7, 1.1, 0.4};
            double[] scores = new double[4];
            target.gradient(2, z, new double[2], scores);
            double[] direct = new double[4];
            double[] underHessian = new double[4];
            double[] product = new double[4];
            stein.addGradient(z, scores, 0, 1, direct, underHessian);
            target.hessianProduct(2, z, underHessian, product);
            for (int i = 0; i < 2; i++) {
                double slope = (at(stein, target, z, i, 1e-5) - at(stein, target, z, i, -1e-5)) / 2e-5;
                assertEquals(slope, direct[i] + product[i], 1e-7);
            }
        }
    }

    private static double at(SteinKernel stein, TwiceDifferentiable target, double[] z, int i, double shift) {
        double[] moved = z.clone();
        moved[i] += shift;
        double[] scores = new double[4];
        target.gradient(2, moved, new double[2], scores);
        return stein.value(moved, scores, 0, 1);
    }

    @Test
    void itsValueIsNothingForDrawsOfTheTargetAndSomethingForOthers() {
        TwiceDifferentiable normal =
                LogDensity.of(1, z -> z.square().times(-0.5).plus(3));
        double[] points = new double[400];
        MonteCarlo.seed(1).fill(0, 400, 1, points);
        Estimate right = SteinDiscrepancy.estimate(normal, InverseMultiquadric.standard(), 400, points);
        assertEquals(0, right.value(), 0.02);
        for (int s = 0; s < 400; s++) {
            points[s] += 1;
        }
        Estimate wrong = SteinDiscrepancy.estimate(normal, InverseMultiquadric.standard(), 400, points);
        assertTrue(wrong.value() > 5 * wrong.standardError(), wrong.toString());
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertMessage(
                () -> SteinDiscrepancyPath.of(GaussianKernel.of(1), 1), "a mean over pairs of draws, needs at least 2");
        assertMessage(() -> SteinDiscrepancyScore.of(GaussianKernel.of(1), 2), "needs at least 3 draws: 2");
        assertMessage(() -> GaussianKernel.of(0), "GaussianKernel lengthScale must be positive and finite: 0.0");
        assertMessage(() -> new InverseMultiquadric(1, -1), "exponent must be between -1 and 0: -1.0");
        assertMessage(() -> new InverseMultiquadric(Double.NaN, -0.5), "c must be positive and finite: NaN");
        assertMessage(
                () -> SteinDiscrepancy.estimate(SKEWED, GaussianKernel.of(1), 1, new double[1]),
                "at least 2 points: 1");
    }

    private static void assertMessage(Runnable refused, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, refused::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
