package dev.jensen.core.estimator;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.objective.BetaElbo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.FDivergence;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import dev.jensen.core.objective.RenyiBound;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every objective with every estimator that takes any objective, two draws a step, against sums over a grid: on a correlated
 * normal, on a skewed target and on a discrete one. An objective adds one line, and so does an estimator.
 *
 * <p>4 standard errors × about 450 comparisons: 3 % for a fresh seed; the seed is fixed, so red means the code changed.
 */
class ObjectivesByEstimatorsTest {

    private static final List<CurvedObjective> OBJECTIVES = List.of(
            NegativeElbo.standard(),
            BetaElbo.of(0.6),
            Iwae.bound(),
            RenyiBound.of(0.3),
            RenyiBound.of(2.5),
            Cubo.of(2),
            FDivergence.of("squared Hellinger", x -> x.sqrt().minus(1).square()).logEvidence(0.3),
            FDivergence.selfNormalized("χ²", x -> x.minus(1).square()));

    private static final List<Function<Objective, Estimator<LogDensity, Family>>> BY_SCORE = List.of(
            objective -> ScoreFunction.plain(2).objective(objective),
            objective -> ScoreFunction.runningMean(2).objective(objective),
            objective -> ScoreFunction.leaveOneOut(2).objective(objective));

    private static final List<Function<CurvedObjective, Estimator<Differentiable, ? super Reparameterized>>> BY_PATH =
            List.of(
                    objective -> TotalGradient.draws(2).objective(objective),
                    objective -> DoublyReparameterized.of(objective, 2));

    private static final int STEPS = 4000;

    /** Two dependent coins. */
    private static final LogDensity DISCRETE =
            LogDensity.ofFunction(2, z -> 0.4 * z[0] - 0.9 * z[1] + 1.3 * z[0] * z[1] - 0.2);

    /** log p̃ = z − e^z − z²/4: a Gumbel law of minima whose long tail is cut to a normal's. */
    static final Differentiable SKEWED = Differentiable.ofFunction(1, (z, gradient) -> {
        gradient[0] = 1 - Math.exp(z[0]) - z[0] / 2;
        return z[0] - Math.exp(z[0]) - z[0] * z[0] / 4;
    });

    static final Differentiable CORRELATED = Differentiable.ofFunction(2, (z, gradient) -> {
        double x = z[0] - 0.3;
        double y = z[1] + 0.4;
        gradient[0] = -2 * x - 0.7 * y;
        gradient[1] = -0.7 * x - 1.5 * y;
        return 0.5 * (gradient[0] * x + gradient[1] * y);
    });

    @TestFactory
    Stream<DynamicTest> onASkewedTarget() {
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        Outcomes grid = Outcomes.grid(SKEWED, family, -12, 12, 100);
        return onContinuous(grid, SKEWED, family, family.parameters(new double[] {-0.2}, new double[] {1.5}));
    }

    @TestFactory
    Stream<DynamicTest> onACorrelatedNormal() {
        FullRankGaussian family = FullRankGaussian.of(2);
        double[] phi = family.parameters(new double[] {0, 0.2}, new double[][] {{0.9, 0}, {-0.3, 1.1}});
        return onContinuous(Outcomes.grid(CORRELATED, family, -6, 6, 18), CORRELATED, family, phi);
    }

    @TestFactory
    Stream<DynamicTest> onADiscreteTarget() {
        MeanFieldBernoulli family = MeanFieldBernoulli.of(2);
        Outcomes all = Outcomes.binary(DISCRETE, family);
        double[] phi = {0.5, -0.3};
        return OBJECTIVES.stream().flatMap(objective -> byScore(all.truth(objective, phi), objective, all, phi));
    }

    private static <F extends Reparameterized> Stream<DynamicTest> onContinuous(
            Outcomes grid, Differentiable target, F family, double[] phi) {
        return OBJECTIVES.stream().flatMap(objective -> {
            Truth truth = grid.truth(objective, phi);
            return Stream.concat(
                    byScore(truth, objective, grid, phi), BY_PATH.stream().map(estimator -> {
                        Estimator<Differentiable, ? super Reparameterized> made = estimator.apply(objective);
                        return dynamicTest(
                                made.toString(), () -> truth.assertUnbiased(made, target, family, phi, STEPS));
                    }));
        });
    }

    private static Stream<DynamicTest> byScore(Truth truth, Objective objective, Outcomes outcomes, double[] phi) {
        return BY_SCORE.stream().map(estimator -> {
            Estimator<LogDensity, Family> made = estimator.apply(objective);
            return dynamicTest(
                    made.toString(),
                    () -> truth.assertUnbiased(made, outcomes.target(), outcomes.family(), phi, STEPS));
        });
    }
}
