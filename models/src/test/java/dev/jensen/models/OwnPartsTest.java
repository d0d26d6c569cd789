package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.NonFiniteElboException;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.ScoreGradient;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.ExprFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.MeanObjective;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Families, objectives and estimators of one's own, outside of {@code core}, with mistakes: each is named where a fit begins. */
class OwnPartsTest {
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    private static ExprDensity target() {
        return LogDensity.of(
                2, z -> z.at(0).minus(1).square().plus(z.at(1).square()).times(-0.5));
    }

    /** The mean-field normal, by hand; φ = (m, log s). */
    private static final class Own implements Reparameterized {
        private final String mistake;

        Own(String mistake) {
            this.mistake = mistake;
        }

        private double only(String where, double wrong, double right) {
            return mistake.equals(where) ? wrong : right;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public int parameterCount() {
            return 4;
        }

        @Override
        public int noiseDimension() {
            return 2;
        }

        @Override
        public double[] initial(double[] centre, double scale) {
            return mistake.equals("start")
                    ? centre
                    : new double[] {centre[0], centre[1], Math.log(scale), only("NaN", Double.NaN, Math.log(scale))};
        }

        @Override
        public void draw(double[] phi, int draws, double[] noise, double[] z) {
            for (int k = 0; k < 2 * draws; k++) {
                z[k] = phi[k % 2] + only("draw", 1.1, 1) * Math.exp(phi[2 + k % 2]) * noise[k];
            }
        }

        @Override
        public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
            for (int k = 0; k < 2 * draws; k++) {
                gradient[k % 2] = vectors[k] + only("overwritten", 0, gradient[k % 2]);
                double scale = only("draw", 1.1, 1) * Math.exp(phi[2 + k % 2]);
                gradient[2 + k % 2] += only("pullback", 1, scale) * vectors[k] * noise[k];
            }
        }

        @Override
        public void logDensity(double[] phi, int draws, double[] z, double[] values) {
            for (int s = 0; s < draws; s++) {
                values[s] = only("constant", 3, only("density", Double.NaN, 0));
                for (int i = 0; i < 2; i++) {
                    double u = (z[2 * s + i] - phi[i]) * Math.exp(-phi[2 + i]);
                    values[s] -= u * u / 2 + phi[2 + i] + HALF_LOG_2_PI;
                }
            }
        }

        @Override
        public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
            for (int k = 0; k < 2 * draws; k++) {
                double slope = (phi[k % 2] - z[k]) * Math.exp(-2 * phi[2 + k % 2]);
                gradients[k] = only("sign", -slope, slope) + only("added", gradients[k], 0);
            }
        }

        @Override
        public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
            if (mistake.equals("no score")) {
                throw new UnsupportedOperationException("not needed");
            }
            for (int k = 0; k < 2 * draws; k++) {
                double u = (z[k] - phi[k % 2]) * Math.exp(-phi[2 + k % 2]);
                gradient[k % 2] += weights[k / 2] * u * Math.exp(-phi[2 + k % 2]);
                gradient[2 + k % 2] += weights[k / 2] * (u * u - only("score", 0, 1));
            }
        }
    }

    private static String refusal(Executable fit) {
        return assertThrows(IllegalArgumentException.class, fit).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | the start has 2 parameters, but Own has 4: its initial(centre, scale) must return as many",
                "NaN | parameter 3 of the start of Own is NaN",
                "draw | Own: draw and log density are of different laws: at the draw z = [",
                "constant | how it was drawn makes its density",
                "density | Own: log q is NaN at a draw of its own, z = [",
                "sign | Own: gradient says that log q changes by ",
                "added | Own: gradient says that log q changes by ",
                "score | Own: score says that Σ w log q changes by ",
                "pullback | Own: pullback says that Σ vᵀz changes by ",
                "overwritten | Own: pullback says that Σ vᵀz changes by "
            })
    void aFamilyThatBreaksItsWordIsRefused(String mistake, String part) {
        Own own = new Own(mistake);
        String stochastic = refusal(() -> StochasticGradientVi.of(target(), own).fit(1));
        assertTrue(stochastic.contains(part), stochastic);
        String fixed = refusal(() -> FixedDrawVi.of(target(), own).fit(1));
        assertEquals(stochastic, fixed);
    }

    @Test
    void oneThatKeepsItIsFitted() {
        assertEquals(
                1,
                FixedDrawVi.of(target(), new Own(""))
                        .fit(1)
                        .summary()
                        .row("z[0]")
                        .mean(),
                0.05);
        StochasticGradientVi.of(target(), new Own("no score"))
                .maximumSteps(5)
                .fit(1); // sticking the landing needs none
    }

    /** Three numbers of noise for two coordinates, so that there is no change of variables: the mean score tells. */
    @Test
    void aLawOfMoreNoiseIsHeldToItsMeanScore() {
        Expr half = Expr.constant(Math.sqrt(0.5));
        var right = noisier(half);
        StochasticGradientVi.of(target(), right).maximumSteps(1).fit(1);
        String message = refusal(
                () -> DefaultFit.of(target()).family(noisier(Expr.constant(1))).fit());
        assertTrue(
                message.contains("draw and log density are of different laws: the mean of the score in parameter 2"),
                message);
    }

    private static ExprFamily noisier(Expr share) {
        return ExprFamily.of(
                2,
                3,
                4,
                (phi, e) -> phi.slice(0, 2)
                        .plus(phi.slice(2, 4)
                                .exp()
                                .times(e.slice(0, 2).plus(e.slice(1, 3)).times(share))),
                (phi, z) -> independent(phi, z),
                (centre, scale) -> new double[] {centre[0], centre[1], Math.log(scale), Math.log(scale)});
    }

    /** The marginals alone; ∇ log q of wrong correlations has mean 0, of wrong scales it has not. */
    private static Expr independent(Expr phi, Expr z) {
        Expr u = z.minus(phi.slice(0, 2)).times(phi.slice(2, 4).negate().exp());
        return u.square().times(-0.5).minus(phi.slice(2, 4)).minus(HALF_LOG_2_PI);
    }

    private record OfLogWeight(DoubleUnaryOperator value, double slope, double curvature) implements MeanObjective {
        @Override
        public double value(double logWeight) {
            return value.applyAsDouble(logWeight);
        }

        @Override
        public double slope(double logWeight) {
            return slope;
        }

        @Override
        public double curvature(double logWeight) {
            return curvature;
        }

        @Override
        public String toString() {
            return "own";
        }
    }

    @Test
    void anObjectiveWhoseDerivativesAreOthersIsRefused() {
        var vi = StochasticGradientVi.of(target(), MeanFieldGaussian.of(2));
        vi.objective(new OfLogWeight(l -> -l, -1, 0), 4);
        assertEquals(
                "own: the slope by the log weight of draw 0 is 0.25, but differences say -0.25, at the log weights [0.4, -1.3, 0.9, -0.2]:"
                        + " mend it",
                refusal(() -> vi.objective(new OfLogWeight(l -> -l, 1, 0), 4)).replaceAll("(0\\.25)0+\\b", "$1"));
        String curvature = refusal(() -> vi.objective(new OfLogWeight(l -> -l, -1, 2), 4));
        assertTrue(curvature.startsWith("own: the curvature by the log weight of draw 0 is 0.5"), curvature);
        String undefined = refusal(() -> vi.objective(new OfLogWeight(l -> Double.NaN, -1, 0), 4));
        assertTrue(undefined.startsWith("own: the loss is NaN at the log weights [0.4"), undefined);
    }

    private record Undefined(int draws) implements Estimator<LogDensity, Family> {
        @Override
        public Estimation start(LogDensity target, Family family, Noise noise) {
            return new ScoreGradient(target, family, noise, draws, (at, w) -> Double.NaN);
        }
    }

    @Test
    void anEstimatorThatIsNotFiniteIsNotBlamedOnTheDensity() {
        var vi = StochasticGradientVi.of(target(), MeanFieldGaussian.of(2));
        vi.estimator(ScoreFunction.leaveOneOut(4)).maximumSteps(1).fit(1);
        String message = assertThrows(
                        NonFiniteElboException.class,
                        () -> vi.estimator(new Undefined(4)).fit(1))
                .getMessage();
        assertTrue(
                message.contains(
                        "although log p̃ and its gradient are finite at all draws of the step: look at the family, the"
                                + " objective and the estimator"),
                message);
    }
}
