package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.AffineCoupling;
import dev.jensen.core.family.Bijection;
import dev.jensen.core.family.ExprBijection;
import dev.jensen.core.family.LocationScale;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Planar;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.family.Whitened;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers of flows that break their word are refused where a fit begins. */
class OwnLayersTest {

    private static Differentiable target() {
        return LogDensity.of(2, z -> z.minus(1).square().times(-0.5));
    }

    /** y = m + exp(ρ) x, with one mistake. */
    private record Own(String mistake, LocationScale right) implements Bijection {
        Own(String mistake) {
            this(mistake, LocationScale.of(2));
        }

        private double only(String which, double wrong, double value) {
            return mistake.equals(which) ? wrong : value;
        }

        @Override
        public String toString() {
            return "stretch";
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
        public void initial(double[] phi, int at) {
            right.initial(phi, mistake.equals("at") ? 0 : at);
        }

        @Override
        public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
            right.forward(phi, at, draws, x, y);
        }

        @Override
        public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
            right.inverse(phi, at, draws, y, x, logDensity);
            for (int s = 0; s < draws; s++) {
                logDensity[s] += only("determinant", 2 * phi[at + 2], 0) + only("overwritten", 1 - logDensity[s], 0);
            }
            for (int i = 0; i < draws * 2; i++) {
                x[i] *= only("inverse", 1.01, 1);
            }
        }

        @Override
        public void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
            Bijection.super.change(phi, at, draws, x, y, logDensity);
            logDensity[0] -= only("change", 0.1, 0);
        }

        @Override
        public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
            right.pullback(phi, at, draws, x, y, v, gradient);
            gradient[at + 1] *= only("pullback", 2, 1);
        }

        @Override
        public void inversePullback(
                double[] phi,
                int at,
                int draws,
                double[] x,
                double[] y,
                double[] weights,
                double[] v,
                double[] gradient) {
            right.inversePullback(phi, at, draws, x, y, weights, v, gradient);
            v[0] *= only("back", -1, 1);
        }
    }

    private static String refusal(Reparameterized family) {
        String stochastic = assertThrows(
                        IllegalArgumentException.class,
                        () -> StochasticGradientVi.of(target(), family).fit(1))
                .getMessage();
        String fixed = assertThrows(
                        IllegalArgumentException.class,
                        () -> FixedDrawVi.of(target(), family).fit(1))
                .getMessage();
        assertEquals(stochastic, fixed);
        return stochastic;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inverse | layer 1 of the flow, stretch: inverse does not lead back: forward makes [",
                "determinant | layer 1 of the flow, stretch: inverse says that log|det ∂T/∂x| is ",
                "overwritten | layer 1 of the flow, stretch: inverse says that log|det ∂T/∂x| is ",
                "change | layer 1 of the flow, stretch: change says that log|det ∂T/∂x| is ",
                "at | layer 1 of the flow, stretch: forward makes NaN of x = [",
                "pullback | layer 1 of the flow, stretch: pullback says that Σ vᵀT(x) changes by ",
                "back | layer 1 of the flow, stretch: "
            })
    void aLayerThatBreaksItsWordIsRefused(String mistake, String part) {
        String message = refusal(NormalizingFlow.of(2, List.of(Planar.of(2), new Own(mistake))));
        assertTrue(message.contains(part), message);
        assertTrue(message.endsWith("is in the Javadoc of Bijection)"), message);
    }

    @Test
    void insideOfOtherFamiliesToo() {
        NormalizingFlow flow = NormalizingFlow.of(2, List.of(new Own("determinant")));
        String whitened = refusal(Whitened.of(flow, new double[2], new double[][] {{2, 0}, {0.5, 1}}));
        assertTrue(whitened.startsWith("layer 0 of the flow, stretch: inverse says"), whitened);
        String mixture = assertThrows(
                        IllegalArgumentException.class,
                        () -> FixedDrawVi.of(target(), MixtureFamily.of(flow, 2))
                                .fit(1))
                .getMessage();
        assertEquals(whitened, mixture);
    }

    private static ExprBijection sinh(double factor) {
        return ExprBijection.of(
                "sinh",
                2,
                2,
                (phi, x) -> phi.exp().times(x.exp().minus(x.negate().exp()).times(0.5)),
                (phi, y) -> asinh(y.times(phi.negate().exp())),
                (phi, x) -> phi.plus(x.exp().plus(x.negate().exp()).times(0.5).log())
                        .times(factor),
                (phi, at) -> Arrays.fill(phi, at, at + 2, 0));
    }

    private static Expr asinh(Expr x) {
        return x.plus(x.square().plus(1).sqrt()).log();
    }

    @Test
    void aDeterminantInExpressionsIsHeldToTheMap() {
        String message = refusal(NormalizingFlow.of(2, List.of(sinh(0.5))));
        assertTrue(message.startsWith("layer 0 of the flow, sinh: inverse says that log|det ∂T/∂x| is "), message);
        assertTrue(message.contains(", finite differences of forward: "), message);
    }

    @Test
    void onesThatKeepItAreFitted() {
        for (Bijection layer : List.of(new Own(""), sinh(1), AffineCoupling.of(2, 0, 2))) {
            NormalizingFlow flow = NormalizingFlow.of(2, List.of(layer));
            StochasticGradientVi.of(target(), flow).maximumSteps(3).fit(1);
        }
    }
}
