package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.jensen.core.density.Relaxable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import dev.jensen.core.noise.MonteCarlo;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every unbiased estimator of −ELBO promises of whole numbers; the truth is a sum over all points. */
abstract class DiscreteEstimatorContract {

    private static final int STEPS = 5_000;
    private static final double[] PHI = {0.4, -0.7, 1.1};
    private static final double[] OF_CHOICES = {0.4, -0.7, 0.1, -0.2, 0.5, 0};

    abstract Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws);

    /** The estimator for choices; empty where it is for trials only. */
    abstract Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws);

    @Test
    void isUnbiasedForTrialsThatPullAtEachOther() {
        for (double scale : new double[] {1, 3}) {
            double[] phi = Arrays.stream(PHI).map(x -> scale * x).toArray();
            assertUnbiased(ofTrials(4), DiscreteTarget.trials(), MeanFieldBernoulli.of(3), phi);
        }
    }

    @Test
    void isUnbiasedForChoicesThatPullAtEachOther() {
        assumeTrue(ofChoices(4).isPresent(), "for trials only");
        assertUnbiased(ofChoices(4).orElseThrow(), DiscreteTarget.choices(), MeanFieldCategorical.of(2, 3), OF_CHOICES);
    }

    @Test
    void givesTheSameBitsForTheSameSeedStepAndPoint() {
        double[] first = new double[3];
        double[] again = new double[3];
        Arrays.fill(again, 99); // overwritten
        double value = trials(4).valueAndGradient(3, PHI, first);
        assertEquals(value, trials(4).valueAndGradient(3, PHI, again), 0);
        assertArrayEquals(first, again);
    }

    @Test
    @Tag("allocation")
    void allocatesNothingInAStep() {
        Estimation estimation = trials(6);
        double[] gradient = new double[3];
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) { // the least of three: the JVM's own first times are not the step's
            memory.getCurrentThreadAllocatedBytes();
            long before = memory.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < 1000; step++) {
                estimation.valueAndGradient(step, PHI, gradient);
            }
            bytes = Math.min(bytes, memory.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(bytes < 16_000, bytes + " bytes in 1000 steps"); // the smallest object has 16
    }

    @Test
    void refusesWhatDoesNotFit() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ofTrials(4).start(DiscreteTarget.trials(), MeanFieldBernoulli.of(2), MonteCarlo.seed(1)))
                .getMessage();
        assertTrue(message.contains("the target has 3 dimensions, but MeanFieldBernoulli[dimension=2] has 2"), message);
        message =
                assertThrows(IllegalArgumentException.class, () -> ofTrials(0)).getMessage();
        assertTrue(message.contains(": 0"), message);
        assertEquals(8, ofTrials(8).draws());
    }

    private Estimation trials(int draws) {
        return ofTrials(draws).start(DiscreteTarget.trials(), MeanFieldBernoulli.of(3), MonteCarlo.seed(1));
    }

    static <F extends GumbelMax> void assertUnbiased(
            Estimator<? super Relaxable, ? super F> estimator, Relaxable target, F family, double[] phi) {
        double[] expected = new double[phi.length];
        double negativeElbo = DiscreteTarget.exact(target, family, phi, expected);
        RunningMoments loss = new RunningMoments();
        RunningMoments[] moments = moments(estimator, target, family, phi, loss);
        // 4 standard errors × at most 7 comparisons: 0.04 % for a fresh seed; the seed is fixed
        assertWithin(negativeElbo, loss, "−ELBO");
        for (int k = 0; k < phi.length; k++) {
            assertWithin(expected[k], moments[k], "∂/∂φ[" + k + "]");
        }
    }

    /** The gradient's moments, and those of the loss. */
    static <F extends GumbelMax> RunningMoments[] moments(
            Estimator<? super Relaxable, ? super F> estimator,
            Relaxable target,
            F family,
            double[] phi,
            RunningMoments loss) {
        Estimation estimation = estimator.start(target, family, MonteCarlo.seed(12));
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, k -> new RunningMoments());
        double[] gradient = new double[phi.length];
        for (int step = 0; step < STEPS; step++) {
            loss.add(estimation.valueAndGradient(step, phi, gradient));
            for (int k = 0; k < phi.length; k++) {
                moments[k].add(gradient[k]);
            }
        }
        return moments;
    }

    private static void assertWithin(double expected, RunningMoments moments, String what) {
        assertEquals(expected, moments.mean(), 4 * moments.estimate().standardError() + 1e-12, what);
    }
}
