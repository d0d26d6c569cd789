package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.objective.NegativeElbo;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The estimators of KL(p‖q), on a skewed target and a discrete one, against sums over a grid or over all outcomes. */
class ForwardDirectionTest {

    private static final Differentiable SKEWED = ObjectivesByEstimatorsTest.SKEWED;
    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);
    private static final double[] PHI = NORMAL.parameters(new double[] {-0.2}, new double[] {1.5});
    private static final Outcomes GRID = Outcomes.grid(SKEWED, NORMAL, -12, 12, 100);

    private static final LogDensity DISCRETE =
            LogDensity.ofFunction(2, z -> 0.4 * z[0] - 0.9 * z[1] + 1.3 * z[0] * z[1] - 0.2);
    private static final MeanFieldBernoulli COINS = MeanFieldBernoulli.of(2);
    private static final Outcomes ALL = Outcomes.binary(DISCRETE, COINS);
    private static final double[] LOGITS = {0.5, -0.3};

    @Test
    void importanceWeightsHaveTheBiasThatTwoDrawsGive() {
        // The expectation over pairs of draws is exact, its bias included. 4 standard errors × 9: 0.06 % for a fresh
        // seed
        forwardByPairs(GRID, PHI).assertUnbiased(ImportanceForwardKl.draws(2), SKEWED, NORMAL, PHI, 20_000);
        forwardByPairs(GRID, PHI).assertUnbiased(DoublyReparameterizedForwardKl.draws(2), SKEWED, NORMAL, PHI, 20_000);
        forwardByPairs(ALL, LOGITS).assertUnbiased(ImportanceForwardKl.draws(2), DISCRETE, COINS, LOGITS, 20_000);
    }

    @Test
    void bothDirectionsAreTheSumOfTheTwo() {
        forwardByPairs(GRID, PHI)
                .plus(GRID.truth(NegativeElbo.standard(), PHI))
                .assertUnbiased(JeffreysDivergence.draws(2), SKEWED, NORMAL, PHI, 20_000);
    }

    @Test
    void scoreClimbingIsRightInTheLimitWithFewDraws() {
        // Blocks of 100 steps: the chain forgets its draw in a handful
        assertClimbs(SKEWED, NORMAL, PHI, forward(GRID, PHI));
        assertClimbs(DISCRETE, COINS, LOGITS, forward(ALL, LOGITS));
        // where normalised weights are biased by more than that test lets pass
        assertThrows(
                AssertionError.class,
                () -> forward(GRID, PHI).assertUnbiased(ImportanceForwardKl.draws(3), SKEWED, NORMAL, PHI, 20_000));
    }

    private static void assertClimbs(LogDensity target, Family family, double[] phi, Truth truth) {
        Estimation estimation = MarkovianScoreClimbing.draws(3).start(target, family, MonteCarlo.seed(5));
        truth.assertUnbiased("score climbing", estimation, phi, 60_000, 100);
    }

    @Test
    void reportsTheEffectiveSampleSize() {
        RunningMoments sizes = new RunningMoments();
        double[] phi = NORMAL.parameters(new double[1], new double[] {2});
        LogDensity target = LogDensity.ofFunction(1, z -> -z[0] * z[0] / 2);
        Estimation estimation = ImportanceForwardKl.draws(1000)
                .effectiveSampleSize(sizes::add)
                .start(target, NORMAL, MonteCarlo.seed(1));
        for (int step = 0; step < 50; step++) {
            estimation.valueAndGradient(step, phi, new double[2]);
        }
        // E[w]²/E[w²] of N(0, 1) by N(0, 2²): √(2·4 − 1)/4; a ratio of S terms is biased by about 1
        assertEquals(
                1000 * Math.sqrt(7) / 4, sizes.mean(), 2 + 4 * sizes.estimate().standardError());
    }

    @Test
    void saysThatTheWeightsHaveCollapsed() {
        LogDensity far = LogDensity.ofFunction(1, z -> -50 * (z[0] - 30) * (z[0] - 30));
        Estimation estimation = ImportanceForwardKl.draws(100)
                .collapse(new Collapse(2, 5, size -> {}))
                .start(far, NORMAL, MonteCarlo.seed(1));
        WeightCollapseException e = assertThrows(WeightCollapseException.class, () -> {
            for (int step = 0; step < 10; step++) {
                estimation.valueAndGradient(step, new double[2], new double[2]);
            }
        });
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "ImportanceForwardKl: the importance weights have collapsed: effective sample size 1"),
                e.getMessage());
        assertTrue(e.getMessage().contains("of 100 draws, in 5 steps running"), e.getMessage());
        assertTrue(e.getMessage().contains("MarkovianScoreClimbing"), e.getMessage());
        assertTrue(e.effectiveSampleSize() < 2);
    }

    @Test
    void aTargetThatIsZeroAtAllDrawsIsACollapseToo() {
        LogDensity nowhere = LogDensity.ofFunction(1, z -> Double.NEGATIVE_INFINITY);
        Estimation estimation = ImportanceForwardKl.draws(10).start(nowhere, NORMAL, MonteCarlo.seed(1));
        assertThrows(WeightCollapseException.class, () -> estimation.valueAndGradient(0, new double[2], new double[2]));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertMessage(
                () -> ImportanceForwardKl.draws(1),
                "ImportanceForwardKl, whose weights are normalised over the draws, needs at least 2 draws: 1");
        assertMessage(() -> MarkovianScoreClimbing.draws(1), "which carries one of them, needs at least 2 draws: 1");
        assertMessage(() -> JeffreysDivergence.draws(1), "needs at least 2 draws: 1");
        assertMessage(() -> new Collapse(0.5, 1, size -> {}), "must be at least 1 and finite: 0.5");
        assertMessage(() -> new Collapse(2, 0, size -> {}), "patience must be at least 1 step: 0");
    }

    private static void assertMessage(Runnable refused, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, refused::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** E_p[log p̃ − log q], p normalised over the outcomes. */
    private static Truth forward(Outcomes outcomes, double[] phi) {
        double[] logTarget = outcomes.logTarget();
        double[] weights = new double[logTarget.length];
        double sum = 0;
        for (int n = 0; n < weights.length; n++) {
            weights[n] = Math.exp(logTarget[n]);
            sum += weights[n];
        }
        double evidence = sum;
        ToDoubleFunction<double[]> exact = at -> {
            double[] logFamily = logFamily(outcomes, at);
            double mean = 0;
            for (int n = 0; n < weights.length; n++) {
                mean += weights[n] / evidence * (logTarget[n] - logFamily[n]);
            }
            return mean;
        };
        return new Truth(Double.NaN, Truth.of(exact, phi).gradient());
    }

    /** The mean over pairs of draws of Σ w̃_s ℓ_s, and of −Σ w̃_s ∇ log q(z_s) with draws and weights held fixed. */
    private static Truth forwardByPairs(Outcomes outcomes, double[] phi) {
        double[] logTarget = outcomes.logTarget();
        double[] fixed = logFamily(outcomes, phi);
        int count = outcomes.count();
        double[] mass = new double[count]; // with which log q of an outcome enters
        double loss = 0;
        for (int n = 0; n < count; n++) {
            for (int m = 0; m < count; m++) {
                double both = outcomes.volume() * outcomes.volume() * Math.exp(fixed[n] + fixed[m]);
                double first = logTarget[n] - fixed[n];
                double second = logTarget[m] - fixed[m];
                double ofFirst = 1 / (1 + Math.exp(second - first));
                mass[n] += both * ofFirst;
                mass[m] += both * (1 - ofFirst);
                loss += both * (ofFirst * first + (1 - ofFirst) * second);
            }
        }
        ToDoubleFunction<double[]> exact = at -> {
            double[] logFamily = logFamily(outcomes, at);
            double sum = 0;
            for (int n = 0; n < count; n++) {
                sum -= mass[n] * logFamily[n];
            }
            return sum;
        };
        return new Truth(loss, Truth.of(exact, phi).gradient());
    }

    private static double[] logFamily(Outcomes outcomes, double[] phi) {
        double[] logFamily = new double[outcomes.count()];
        outcomes.family().logDensity(phi, outcomes.count(), outcomes.points(), logFamily);
        return logFamily;
    }
}
