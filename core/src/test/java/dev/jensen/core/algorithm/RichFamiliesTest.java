package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.Delta;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.fit.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What richer families are for: targets that no normal fits. All targets are normalised, so that −ELBO is KL(q‖p). */
class RichFamiliesTest {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /** 0.3 N((−3, 0), 0.5²) + 0.7 N((3, 1), 1). */
    private static final TwiceDifferentiable TWO_MODES = LogDensity.of(2, z -> {
        Expr left = normal(z, -3, 0, 0.5).plus(Math.log(0.3));
        Expr right = normal(z, 3, 1, 1).plus(Math.log(0.7));
        return Expr.stack(List.of(left, right)).logSumExp();
    });

    /** z_0 ~ N(0, 1), z_1 | z_0 ~ N(z_0² − 1, 0.5²). */
    private static final TwiceDifferentiable BANANA = LogDensity.of(2, z -> {
        Expr across = z.at(1).minus(z.at(0).square()).plus(1).times(2);
        return z.at(0).square().plus(across.square()).times(-0.5).minus(LOG_2_PI - Math.log(2));
    });

    private static Expr normal(Expr z, double first, double second, double scale) {
        Expr square = z.at(0).minus(first).square().plus(z.at(1).minus(second).square());
        return square.times(-0.5 / (scale * scale)).minus(LOG_2_PI + 2 * Math.log(scale));
    }

    @Test
    void aMixtureFindsBothModesWhereANormalFindsOne() {
        MixtureFamily<MeanFieldGaussian> family = MixtureFamily.of(MeanFieldGaussian.of(2), 2);
        Fit fit = StochasticGradientVi.of(TWO_MODES, family)
                .start(family.initial(new double[2], 4))
                .fit(1);
        double[] weights = family.weights(fit.parameters());
        int left = weights[0] < weights[1] ? 0 : 1;
        double[] ofLeft = family.component(fit.parameters(), left);
        double[] ofRight = family.component(fit.parameters(), 1 - left);
        assertArrayEquals(new double[] {-3, 0, Math.log(0.5), Math.log(0.5)}, ofLeft, 0.01);
        assertArrayEquals(new double[] {3, 1, 0, 0}, ofRight, 0.01);
        assertEquals(0.3, weights[left], 0.005);
        assertEquals(0, fit.elbo().value(), 1e-3);

        Fit one = StochasticGradientVi.of(TWO_MODES, MeanFieldGaussian.of(2)).fit(1);
        assertEquals(Math.log(0.7), one.elbo().value(), 0.02); // the greater mode alone
    }

    @Test
    void flowsBendAroundABanana() {
        double meanField = elbo(MeanFieldGaussian.of(2), 5_000);
        assertEquals(-0.561, meanField, 0.06); // 1 + log s − s²/2 − 4s⁴ − ½ at s² = (√65 − 1)/32
        assertEquals(0, elbo(NormalizingFlow.triangular(2, 0), 5_000), 1e-3); // which holds the banana exactly
        // the others are not done yet: rounding tells how far they come
        assertBetter(elbo(NormalizingFlow.realNvp(2, 4, 8), 2_000), 0.09);
        assertBetter(elbo(NormalizingFlow.inverseAutoregressive(2, 2, 8), 2_000), 0.25);
        assertBetter(elbo(NormalizingFlow.neuralSpline(2, 2, 8, 6), 2_000), 0.25);
        assertBetter(elbo(NormalizingFlow.planar(2, 8), 2_000), 0.08);
        assertBetter(elbo(NormalizingFlow.sinhArcsinh(2), 5_000), 0.54);
    }

    /** Sticking the landing with a spline ends at an ELBO of −28. */
    @Test
    void aSplineFindsANormalThatItHolds() {
        TwiceDifferentiable correlated = LogDensity.of(2, z -> {
            Expr x = z.at(0).minus(1);
            Expr y = z.at(1).plus(2);
            return x.square()
                    .times(2)
                    .plus(x.times(y).times(1.6))
                    .plus(y.square())
                    .times(-0.5);
        });
        double logEvidence = LOG_2_PI - 0.5 * Math.log(1.36);
        Fit fit = StochasticGradientVi.of(correlated, NormalizingFlow.neuralSpline(2, 2, 8, 6))
                .maximumSteps(200)
                .fit(1);
        assertEquals(logEvidence, fit.elbo().value(), 0.1);
    }

    @Test
    void aPointMassIsTheMode() {
        Fit fit = StochasticGradientVi.of(BANANA, Delta.of(2))
                .estimator(Reparameterization.closedFormEntropy(1))
                .start(new double[] {0.5, 0.5})
                .fit(1);
        assertArrayEquals(new double[] {0, -1}, fit.parameters(), 1e-3);
        assertEquals(-LOG_2_PI + Math.log(2), fit.elbo().value(), 1e-5);
    }

    private static void assertBetter(double elbo, double gap) {
        assertTrue(elbo > -gap && elbo < 0.02, "ELBO " + elbo);
    }

    @Test
    void sinhArcsinhLeansWithASkewedTarget() {
        // log p = z − e^z; the best normal has m = −½, σ = 1 and so KL = ½ + 1 − ½ log 2πe = 0.081
        TwiceDifferentiable gumbel = LogDensity.of(1, z -> z.minus(z.exp()));
        assertEquals(-0.081, elbo(gumbel, MeanFieldGaussian.of(1), 5_000), 0.025);
        assertEquals(0, elbo(gumbel, NormalizingFlow.sinhArcsinh(1), 5_000), 0.002);
    }

    private static double elbo(Family family, int steps) {
        return elbo(BANANA, family, steps);
    }

    private static double elbo(TwiceDifferentiable target, Family family, int steps) {
        Fit fit = StochasticGradientVi.of(target, family)
                .start(family.initial(new double[target.dimension()], 0.5))
                .maximumSteps(steps)
                .fit(2);
        return fit.elbo().value();
    }
}
