package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Relaxable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalExpectationTest extends DiscreteEstimatorContract {

    @Override
    Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws) {
        return LocalExpectation.<MeanFieldBernoulli>draws(draws);
    }

    @Override
    Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws) {
        return Optional.of(LocalExpectation.<MeanFieldCategorical>draws(draws));
    }

    @Test
    void isExactOfOneCoordinate() {
        MeanFieldCategorical family = MeanFieldCategorical.of(1, 4);
        LogDensity target = LogDensity.ofFunction(1, z -> Math.sin(3 * z[0]));
        double[] phi = {0.3, -1, 0, 0.7};
        double[] gradient = new double[4];
        LocalExpectation.<MeanFieldCategorical>draws(1)
                .start(target, family, MonteCarlo.seed(1))
                .valueAndGradient(0, phi, gradient);
        double[] expected = new double[4];
        DiscreteTarget.exact(target, family, phi, expected);
        assertArrayEquals(expected, gradient, 1e-15);
    }

    @Test
    void hasLessVarianceThanTheScoreFunctionWithAsManyDraws() {
        double[] phi = {0.4, -0.7, 1.1};
        RunningMoments[] local = moments(
                LocalExpectation.<MeanFieldBernoulli>draws(4),
                DiscreteTarget.trials(),
                MeanFieldBernoulli.of(3),
                phi,
                new RunningMoments());
        RunningMoments[] plain = moments(
                ScoreFunction.leaveOneOut(4),
                DiscreteTarget.trials(),
                MeanFieldBernoulli.of(3),
                phi,
                new RunningMoments());
        double ofLocal = 0;
        double ofPlain = 0;
        for (int k = 0; k < 3; k++) {
            ofLocal += local[k].standardDeviation() * local[k].standardDeviation();
            ofPlain += plain[k].standardDeviation() * plain[k].standardDeviation();
        }
        assertTrue(ofLocal < 0.4 * ofPlain, ofLocal + " against " + ofPlain);
    }
}
