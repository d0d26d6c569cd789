package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jensen.core.divergence.GaussianKernel;
import dev.jensen.core.divergence.InverseMultiquadric;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.objective.Iwae;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every estimator promises, whatever it minimises. An implementation adds one line. */
class EveryEstimatorTest {

    private static final double[][] SAMPLES = {{1, 0, 0.2}, {-0.5, 1, 0}, {0.1, -1, 0.7}, {0, 0, -2}};

    private static final List<IntFunction<Estimator<? super CorrelatedGaussian, ? super FullRankGaussian>>> ALL =
            List.of(
                    Reparameterization::<FullRankGaussian>closedFormEntropy,
                    StickingTheLanding::draws,
                    TotalGradient::draws,
                    draws -> DoublyReparameterized.of(Iwae.bound(), draws),
                    LearnedMix::<FullRankGaussian>draws,
                    ScoreFunction::plain,
                    ScoreFunction::runningMean,
                    ScoreFunction::leaveOneOut,
                    draws -> ScoreFunction.leaveOneOut(draws).objective(Iwae.bound()),
                    VarGrad::draws,
                    draws -> ControlVariate.<CorrelatedGaussian, FullRankGaussian>of(
                            ScoreFunction.plain(draws), new ScoreControl()),
                    draws -> ControlVariate.<CorrelatedGaussian, FullRankGaussian>running(
                            ScoreFunction.plain(draws), new ScoreControl(), 0.9),
                    ImportanceForwardKl::draws,
                    MarkovianScoreClimbing::draws,
                    DoublyReparameterizedForwardKl::draws,
                    JeffreysDivergence::draws,
                    draws -> MaximumLikelihood.of(SAMPLES).batch(draws),
                    FisherDivergence::draws,
                    draws -> SteinDiscrepancyPath.of(InverseMultiquadric.standard(), draws),
                    draws -> SteinDiscrepancyScore.of(GaussianKernel.of(1), draws));

    private static final CorrelatedGaussian TARGET = new CorrelatedGaussian();
    private static final FullRankGaussian FAMILY = FullRankGaussian.of(3);

    @TestFactory
    Stream<DynamicTest> theSameStepsGiveTheSameBits() {
        return each(estimator -> {
            double[] phi = FAMILY.initial(new double[] {0.4, 0, 0.1}, 1);
            double[] before = phi.clone();
            Estimation first = estimator.start(TARGET, FAMILY, MonteCarlo.seed(1));
            Estimation again = estimator.start(TARGET, FAMILY, MonteCarlo.seed(1));
            assertEquals(phi.length, first.dimension());
            double[] here = new double[phi.length];
            double[] there = new double[phi.length];
            double[] last = new double[phi.length];
            for (int step = 0; step < 5; step++) {
                Arrays.fill(there, 99); // overwritten
                double value = first.valueAndGradient(step, phi, here);
                assertEquals(value, again.valueAndGradient(step, phi, there), 0);
                assertArrayEquals(here, there);
                assertFalse(Arrays.equals(here, last), "the draws differ from step to step");
                System.arraycopy(here, 0, last, 0, last.length);
                assertArrayEquals(before, phi);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAFamilyOfAnotherDimension() {
        return each(estimator -> {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> estimator.start(TARGET, FullRankGaussian.of(2), MonteCarlo.seed(1)))
                    .getMessage();
            assertTrue(
                    message.contains("the target has 3 dimensions, but FullRankGaussian[dimension=2] has 2"), message);
        });
    }

    @TestFactory
    Stream<DynamicTest> saysWhatItTakesAndMinimises() {
        return each(estimator -> {
            assertEquals(6, estimator.draws());
            assertFalse(estimator.minimises().isEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> needsADraw() {
        return ALL.stream()
                .map(make -> dynamicTest(
                        make.apply(6).toString(),
                        () -> assertThrows(IllegalArgumentException.class, () -> make.apply(0))));
    }

    /** What is done with an estimator. */
    @FunctionalInterface
    private interface Check {
        void of(Estimator<? super CorrelatedGaussian, ? super FullRankGaussian> estimator);
    }

    private static Stream<DynamicTest> each(Check check) {
        return ALL.stream()
                .<Estimator<? super CorrelatedGaussian, ? super FullRankGaussian>>map(make -> make.apply(6))
                .map(estimator -> dynamicTest(estimator.toString(), () -> check.of(estimator)));
    }
}
