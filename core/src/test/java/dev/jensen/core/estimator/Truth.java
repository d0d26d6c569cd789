package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * What an estimator ought to give in the mean, from a lineage of its own: a closed form, quadrature, or a sum over all outcomes.
 *
 * @param loss NaN where it is not compared
 */
record Truth(double loss, double[] gradient) {

    private static final double SHORT = 1e-4;

    /**
     * The loss at φ and its gradient by central differences, exact to about 8 digits.
     *
     * @param exact the expectation of the loss, smooth and exact to 10 digits
     */
    static Truth of(ToDoubleFunction<double[]> exact, double[] phi) {
        double[] gradient = new double[phi.length];
        double[] at = phi.clone();
        for (int k = 0; k < phi.length; k++) {
            at[k] = phi[k] + SHORT;
            double up = exact.applyAsDouble(at);
            at[k] = phi[k] - SHORT;
            gradient[k] = (up - exact.applyAsDouble(at)) / (2 * SHORT);
            at[k] = phi[k];
        }
        return new Truth(exact.applyAsDouble(phi), gradient);
    }

    /** The truth of a sum of losses. */
    Truth plus(Truth other) {
        double[] sum = gradient.clone();
        Arrays.setAll(sum, k -> gradient[k] + other.gradient[k]);
        return new Truth(loss + other.loss, sum);
    }

    /** Compares means over steps, each within 4 standard errors: P + 1 comparisons, each with a false alarm in 16,000 seeds. */
    <T extends LogDensity, F extends Family> void assertUnbiased(
            Estimator<? super T, ? super F> estimator, T target, F family, double[] phi, int steps) {
        assertUnbiased(estimator.toString(), estimator.start(target, family, MonteCarlo.seed(11)), phi, steps, 1);
    }

    /**
     * Compares means over steps whose estimates depend on each other.
     *
     * @param block steps after which estimates are as good as independent
     */
    void assertUnbiased(String name, Estimation estimation, double[] phi, int steps, int block) {
        RunningMoments losses = new RunningMoments();
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] estimate = new double[phi.length];
        for (int step = 0; step < steps; ) {
            double sum = 0;
            double[] sums = new double[phi.length];
            for (int i = 0; i < block; i++, step++) {
                sum += estimation.valueAndGradient(step, phi, estimate) / block;
                for (int k = 0; k < phi.length; k++) {
                    sums[k] += estimate[k] / block;
                }
            }
            losses.add(sum);
            for (int k = 0; k < phi.length; k++) {
                moments[k].add(sums[k]);
            }
        }
        if (!Double.isNaN(loss)) {
            assertWithin(loss, losses, name + ": loss");
        }
        for (int k = 0; k < phi.length; k++) {
            assertWithin(gradient[k], moments[k], name + ": ∂/∂φ[" + k + "]");
        }
    }

    private static void assertWithin(double expected, RunningMoments moments, String what) {
        assertEquals(expected, moments.mean(), 4 * moments.estimate().standardError() + 1e-6, what);
    }
}
