package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

class MaximumLikelihoodTest {

    private static final double[][] SAMPLES = {{1}, {3}, {2.5}, {-0.5}, {2}};
    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);
    private static final LogDensity TARGET = LogDensity.ofFunction(1, z -> 0);

    @Test
    void isTheMeanScoreAtTheSamples() {
        double[] phi = {0.3, -0.2};
        double[] gradient = new double[2];
        double loss = MaximumLikelihood.of(SAMPLES)
                .start(TARGET, NORMAL, MonteCarlo.seed(1))
                .valueAndGradient(0, phi, gradient);
        Truth truth = truth(phi);
        assertEquals(truth.loss(), loss, 1e-13);
        assertEquals(truth.gradient()[0], gradient[0], 1e-7);
        assertEquals(truth.gradient()[1], gradient[1], 1e-7);
    }

    @Test
    void aBatchIsUnbiased() {
        double[] phi = {0.3, -0.2};
        truth(phi).assertUnbiased(MaximumLikelihood.of(SAMPLES).batch(2), TARGET, NORMAL, phi, 20_000);
    }

    private static Truth truth(double[] phi) {
        return Truth.of(
                at -> {
                    double sum = 0;
                    for (double[] sample : SAMPLES) {
                        double u = (sample[0] - at[0]) / Math.exp(at[1]);
                        sum += 0.5 * u * u + at[1] + 0.5 * Math.log(2 * Math.PI);
                    }
                    return sum / SAMPLES.length;
                },
                phi);
    }

    @Test
    void refusesSamplesThatDoNotFit() {
        assertMessage(MaximumLikelihood::of, "needs at least 1 sample");
        assertMessage(
                () -> MaximumLikelihood.of(new double[] {1}, new double[2]),
                "MaximumLikelihood sample 1 has 2 coordinates, the first 1");
        assertMessage(
                () -> MaximumLikelihood.of(new double[] {1}, new double[] {Double.NaN}),
                "MaximumLikelihood sample 1, coordinate 0, must be finite: NaN");
        assertMessage(
                () -> MaximumLikelihood.of(SAMPLES).start(MeanFieldGaussian.of(2), MonteCarlo.seed(1)),
                "the samples have 1 coordinates, but MeanFieldGaussian[dimension=2] has 2 dimensions");
    }

    private static void assertMessage(Runnable refused, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, refused::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
