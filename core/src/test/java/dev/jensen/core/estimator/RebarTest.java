package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RebarTest extends DiscreteEstimatorContract {

    @Override
    Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws) {
        return Rebar.draws(draws);
    }

    @Override
    Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws) {
        return Optional.of(Rebar.draws(draws));
    }

    @Nested
    class HeldFixed extends DiscreteEstimatorContract {

        @Override
        Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws) {
            return Rebar.draws(draws).fixed(0.3, 0.7);
        }

        @Override
        Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws) {
            return Optional.of(Rebar.draws(draws).fixed(2, 1));
        }
    }

    @Test
    void isUnbiasedWithOneDraw() {
        assertUnbiased(
                Rebar.draws(1), DiscreteTarget.trials(), MeanFieldBernoulli.of(3), new double[] {0.4, -0.7, 1.1});
    }

    @Test
    void hasLessVarianceThanTheScoreFunction() {
        double plain = variance(ScoreFunction.leaveOneOut(4));
        double rebar = variance(Rebar.draws(4));
        assertTrue(rebar < 0.75 * plain, rebar + " against " + plain);
    }

    private static double variance(Estimator<? super Relaxable, ? super MeanFieldBernoulli> estimator) {
        double sum = 0;
        double[] phi = {0.4, -0.7, 1.1};
        for (RunningMoments moments :
                moments(estimator, DiscreteTarget.trials(), MeanFieldBernoulli.of(3), phi, new RunningMoments())) {
            sum += moments.standardDeviation() * moments.standardDeviation();
        }
        return sum;
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertMessage(
                "temperature must be positive and finite: 0.0; towards 0 a relaxed draw becomes a discrete one, and its"
                        + " gradient's variance infinite",
                () -> Rebar.draws(2).fixed(0, 1));
        assertMessage("Rebar strength must be finite: NaN", () -> Rebar.draws(2).fixed(1, Double.NaN));
        assertMessage(
                "the target's code has 6 numbers, but that of MeanFieldBernoulli[dimension=2] has 2: make the target with the"
                        + " family's numbers of outcomes, by Relaxable.binary for MeanFieldBernoulli and Relaxable.oneHot for"
                        + " MeanFieldCategorical",
                () -> Rebar.draws(2).start(DiscreteTarget.choices(), MeanFieldBernoulli.of(2), MonteCarlo.seed(1)));
    }

    private static void assertMessage(String message, Runnable code) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
