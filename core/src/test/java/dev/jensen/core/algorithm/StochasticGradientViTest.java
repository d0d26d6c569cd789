package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Factored;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.Antithetic;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StochasticGradientViTest {

    private static final double[] Y = {1.2, 0.4, 2.2, 1.7, 0.3, 1.1, 0.9, 2.5};
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * μ ~ N(0, 2), y_i ~ N(μ, 1): the posterior is normal with precision Λ = 1/4 + n and mean Σy/Λ, and the evidence is
     * −n/2 log 2π − ½ log(4Λ) − ½ (Σy² − (Σy)²/Λ).
     */
    private static final Differentiable CONJUGATE = Differentiable.ofFunction(1, (z, gradient) -> {
        double value = -HALF_LOG_2_PI - Math.log(2) - z[0] * z[0] / 8;
        gradient[0] = -z[0] / 4;
        for (double y : Y) {
            value += -HALF_LOG_2_PI - 0.5 * (y - z[0]) * (y - z[0]);
            gradient[0] += y - z[0];
        }
        return value;
    });

    private static final LogDensity CONJUGATE_WITHOUT_GRADIENT = LogDensity.ofFunction(1, z -> {
        double[] value = new double[1];
        CONJUGATE.logDensity(1, z, value);
        return value[0];
    });

    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);

    @Test
    void isExactForAConjugateNormalByReparameterization() {
        assertExact(StochasticGradientVi.of(CONJUGATE, NORMAL).fit(1));
        assertExact(StochasticGradientVi.of(CONJUGATE, NORMAL)
                .estimator(TotalGradient.draws(200))
                .maximumSteps(20_000)
                .fit(1));
        assertExact(StochasticGradientVi.of(CONJUGATE, NORMAL)
                .estimator(Reparameterization.closedFormEntropy(200))
                .maximumSteps(20_000)
                .fit(1));
    }

    @Test
    void isExactForAConjugateNormalByOtherNoise() {
        assertExact(StochasticGradientVi.of(CONJUGATE, NORMAL)
                .estimator(TotalGradient.draws(16))
                .noise(ScrambledSobol::seed)
                .fit(1));
        assertExact(StochasticGradientVi.of(CONJUGATE, NORMAL)
                .noise(seed -> Antithetic.of(MonteCarlo.seed(seed)))
                .fit(1));
    }

    @Test
    void isExactForAConjugateNormalByTheScoreFunction() {
        Fit fit = StochasticGradientVi.of(CONJUGATE_WITHOUT_GRADIENT, NORMAL).fit(1);
        assertExact(fit);
    }

    private static void assertExact(Fit fit) {
        double sum = 0;
        double squares = 0;
        for (double y : Y) {
            sum += y;
            squares += y * y;
        }
        double precision = 0.25 + Y.length;
        double evidence = -2 * Y.length * HALF_LOG_2_PI / 2
                - 0.5 * Math.log(4 * precision)
                - 0.5 * (squares - sum * sum / precision);
        assertEquals(sum / precision, NORMAL.mean(fit.parameters())[0], 1e-3);
        assertEquals(1 / precision, NORMAL.variance(fit.parameters())[0], 1e-3);
        assertEquals(evidence, fit.elbo().value(), 1e-3);
        assertTrue(fit.elbo().standardError() < 1e-3);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
    }

    @Test
    void findsAFullCovariance() {
        // Σ = [[1, −1.8], [−1.8, 4]]: precision [[4, 1.8], [1.8, 1]] / 0.76
        Differentiable target = Differentiable.ofFunction(2, (z, gradient) -> {
            double a = z[0] - 3;
            double b = z[1] + 40;
            gradient[0] = -(4 * a + 1.8 * b) / 0.76;
            gradient[1] = -(1.8 * a + b) / 0.76;
            return 0.5 * (a * gradient[0] + b * gradient[1]);
        });
        FullRankGaussian family = FullRankGaussian.of(2);
        Fit fit = StochasticGradientVi.of(target, family).fit(3);
        assertArrayEquals(new double[] {3, -40}, family.mean(fit.parameters()), 1e-3);
        assertArrayEquals(new double[] {1, 4}, family.variance(fit.parameters()), 2e-3);
        assertEquals(-1.8, family.factor(fit.parameters())[1][0], 1e-3);
        assertEquals(2 * HALF_LOG_2_PI + 0.5 * Math.log(0.76), fit.elbo().value(), 1e-3);
    }

    @Test
    void copesWithScalesFromAHundredthToTen() {
        double[] scale = {0.01, 1, 10};
        Differentiable target = Differentiable.ofFunction(3, (z, gradient) -> {
            double value = 0;
            for (int i = 0; i < 3; i++) {
                double u = z[i] / scale[i] - 3;
                gradient[i] = -u / scale[i];
                value += -0.5 * u * u - Math.log(scale[i]) - HALF_LOG_2_PI;
            }
            return value;
        });
        Fit full = StochasticGradientVi.of(target, FullRankGaussian.of(3)).fit(1);
        assertEquals(0, full.elbo().value(), 0.01);
        Fit meanField = StochasticGradientVi.of(target, MeanFieldGaussian.of(3)).fit(1);
        assertEquals(0, meanField.elbo().value(), 0.01);
    }

    @Test
    void matchesTheSkewOfAGumbelInMean() {
        // The best normal for log p = z − e^z has E[e^z] = 1 and σ² E[e^z] = 1: σ = 1, m = −½
        Differentiable gumbel = Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = 1 - Math.exp(z[0]);
            return z[0] - Math.exp(z[0]);
        });
        Fit fit = StochasticGradientVi.of(gumbel, NORMAL)
                .maximumSteps(30_000)
                .stop(() -> progress -> null)
                .fit(4);
        // the iterates' Monte Carlo error after 30,000 × 10 draws is about 0.003
        assertArrayEquals(new double[] {-0.5, 0}, fit.parameters(), 0.015);
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
        assertEquals(30_000, fit.origin().steps());
    }

    @Test
    void givesTheSameBitsForTheSameSeed() {
        StochasticGradientVi<Differentiable, MeanFieldGaussian> vi = StochasticGradientVi.of(CONJUGATE, NORMAL)
                .estimator(TotalGradient.draws(2))
                .maximumSteps(300);
        Fit first = vi.fit(5);
        assertArrayEquals(first.parameters(), vi.fit(5).parameters());
        assertEquals(first.elbo(), vi.fit(5).elbo());
        assertFalse(first.parameters()[0] == vi.fit(6).parameters()[0]);
    }

    @Test
    void marksWhatWasCutShort() {
        Fit cancelled =
                StochasticGradientVi.of(CONJUGATE, NORMAL).cancel(() -> true).fit(1);
        assertEquals(Ending.CANCELLED, cancelled.origin().ending());
        assertEquals(1, cancelled.origin().steps());
        assertTrue(cancelled.summary().toString().contains("NOT CONVERGED: cancelled after 1 step"));
        assertEquals(
                "fit again, and let it come to its end",
                cancelled.verdict().orElseThrow().next());
        Fit spent = StochasticGradientVi.of(CONJUGATE, NORMAL)
                .budget(Duration.ofNanos(1))
                .fit(1);
        assertEquals(Ending.BUDGET_SPENT, spent.origin().ending());
        assertTrue(Double.isFinite(spent.elbo().value()));
    }

    @Test
    void showsItsStepsToAListenerAndTakesOtherParts() {
        double[] last = new double[1];
        Fit fit = StochasticGradientVi.of(CONJUGATE, NORMAL)
                .rule(Adam.at(Schedule.constant(0.02)))
                .start(NORMAL.initial(new double[] {5}, 2))
                .listen(progress -> last[0] = progress.value())
                .fit(1);
        assertEquals(-fit.elbo().value(), last[0], 0.1);
        assertTrue(fit.origin().trace().size() > 10);
    }

    @Test
    void refusesAStartThatIsNotFiniteAndNamesFactorAndRow() {
        assertMessage(
                () -> StochasticGradientVi.of(new Broken(0), MeanFieldGaussian.of(2))
                        .fit(1),
                "the log density is NaN (factor \"y\", row 3, is NaN) at the start, z = [0.0, 0.0]",
                "start(family.initial(centre, scale))");
        Differentiable forgotten = Differentiable.ofFunction(2, (z, gradient) -> gradient[0] = -z[0]);
        assertMessage(
                () -> StochasticGradientVi.of(forgotten, MeanFieldGaussian.of(2))
                        .fit(1),
                "the log density's gradient in coordinate 1 is NaN");
        LogDensity nowhere = LogDensity.ofFunction(1, z -> Double.NEGATIVE_INFINITY);
        assertMessage(
                () -> StochasticGradientVi.of(nowhere, NORMAL).fit(1), "the log density is -Infinity at the start");
    }

    @Test
    void saysWhereARunBrokeAndKeepsTheBestSoFar() {
        NonFiniteElboException e = assertThrows(
                NonFiniteElboException.class,
                () -> StochasticGradientVi.of(new Broken(1), MeanFieldGaussian.of(2))
                        .fit(1));
        assertTrue(
                e.getMessage()
                        .startsWith("step " + e.step() + ": the log density is NaN (factor \"y\", row 3, is NaN) at"
                                + " the draw z = ["),
                e.getMessage());
        assertTrue(e.step() > 0);
        assertTrue(e.hasBestParameters());
        assertTrue(e.bestParameters()[0] > 0 && e.bestParameters()[0] < 1);
    }

    @Test
    void namesTheRemedyWhereARawTypeHidTheMissingGradient() {
        @SuppressWarnings("unchecked")
        Estimator<LogDensity, MeanFieldGaussian> forced =
                (Estimator<LogDensity, MeanFieldGaussian>) (Estimator<?, ?>) StickingTheLanding.draws(3);
        assertMessage(
                () -> StochasticGradientVi.of(CONJUGATE_WITHOUT_GRADIENT, NORMAL)
                        .estimator(forced)
                        .fit(1),
                "StickingTheLanding[draws=3, objective=−ELBO] asks for more than log density of a plain function, d = 1",
                "use ScoreFunction.leaveOneOut");
    }

    @Test
    void refusesPartsThatDoNotFit() {
        assertMessage(
                () -> StochasticGradientVi.of(CONJUGATE, MeanFieldGaussian.of(2))
                        .fit(1),
                "the target has 1 dimensions, but MeanFieldGaussian[dimension=2] has 2");
        assertMessage(
                () -> StochasticGradientVi.of(CONJUGATE, NORMAL).start(new double[3]),
                "start has 3 parameters, but MeanFieldGaussian[dimension=1] has 2");
    }

    @Test
    void theScoreFunctionTakesAnyTarget() {
        Fit fit = StochasticGradientVi.of(CONJUGATE, NORMAL)
                .estimator(ScoreFunction.leaveOneOut(20))
                .fit(2);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
    }

    private static void assertMessage(Runnable code, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    /** A density that rises along the first coordinate, and whose factor "y" is NaN from a border on. */
    private record Broken(double border) implements Differentiable, Factored {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void logDensity(int draws, double[] points, double[] values) {
            gradient(draws, points, values, new double[2 * draws]);
        }

        @Override
        public void gradient(int draws, double[] points, double[] values, double[] gradients) {
            for (int s = 0; s < draws; s++) {
                double x = points[2 * s];
                values[s] = x >= border ? Double.NaN : 10 * x - 0.5 * points[2 * s + 1] * points[2 * s + 1];
                gradients[2 * s] = 10;
                gradients[2 * s + 1] = -points[2 * s + 1];
            }
        }

        @Override
        public List<String> factors() {
            return List.of("x", "y");
        }

        @Override
        public Optional<NonFinite> firstNonFinite(double[] point) {
            return point[0] >= border
                    ? Optional.of(new NonFinite("y", OptionalInt.of(3), Double.NaN, ""))
                    : Optional.empty();
        }
    }
}
