package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearResponseTest {
    private static final double[][] COVARIANCE = {{4, 1.8, 0}, {1.8, 1, 0.04}, {0, 0.04, 0.04}};

    /** N(0, Σ) for the covariance above, its precision by hand as the adjugate over the determinant. */
    private static LogDensity normal() {
        double[][] s = COVARIANCE;
        double[][] p = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (i + 1) % 3;
                int b = (i + 2) % 3;
                int c = (j + 1) % 3;
                int e = (j + 2) % 3;
                p[j][i] = s[a][c] * s[b][e] - s[a][e] * s[b][c];
            }
        }
        for (int j = 0; j < 3; j++) {
            determinant += s[0][j] * p[j][0];
        }
        double by = -0.5 / determinant;
        return LogDensity.of(3, z -> {
            Expr sum = Expr.constant(0);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    sum = sum.plus(z.at(i).times(z.at(j)).times(by * p[i][j]));
                }
            }
            return sum;
        });
    }

    private static Fit meanField() {
        return FixedDrawVi.of((Differentiable) normal(), MeanFieldGaussian.of(3))
                .fit(1);
    }

    @Test
    void isExactForANormalThatMeanFieldTakesApart() {
        Fit fit = meanField();
        assertTrue(((MeanFieldGaussian) fit.family()).variance(fit.parameters())[0] < 1, "mean field is too narrow");
        double[][] covariance = LinearResponse.of(fit).covariance();
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(COVARIANCE[i], covariance[i], 1e-5);
        }
    }

    @Test
    void conjugateGradientsGiveTheVarianceOfACombination() {
        double[] c = {1, -2, 3};
        double exact = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                exact += c[i] * COVARIANCE[i][j] * c[j];
            }
        }
        assertEquals(exact, LinearResponse.of(meanField()).variance(c), 1e-5);
    }

    /** E_q of log p̃(z) = az − eᶻ tilted by tz: m + s²/2 = log(a + t), s² = 1/(a + t), so that dm/dt = 1/a + 1/(2a²). */
    @Test
    void isTheDerivativeOfTheMeanWhereTheTargetIsTilted() {
        double a = 2.5;
        LogDensity logGamma =
                LogDensity.of(1, z -> z.at(0).times(a).minus(z.at(0).exp()));
        Fit fit = FixedDrawVi.of((Differentiable) logGamma, MeanFieldGaussian.of(1))
                .draws(4096, 4096)
                .fit(1);
        assertEquals(1 / a + 1 / (2 * a * a), LinearResponse.of(fit).covariance()[0][0], 5e-3);
    }

    /** By differences, as there is nothing but gradients. */
    @Test
    void needsNoHessian() {
        LogDensity normal = normal();
        Differentiable once = Differentiable.ofFunction(3, (z, g) -> {
            double[] value = new double[1];
            ((Differentiable) normal).gradient(1, z, value, g);
            return value[0];
        });
        double[][] covariance = LinearResponse.of(
                        FixedDrawVi.of(once, MeanFieldGaussian.of(3)).fit(1))
                .covariance();
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(COVARIANCE[i], covariance[i], 1e-4);
        }
    }

    /** In more dimensions than Sobol's sequence has here. */
    @Test
    void oneVarianceInManyDimensions() {
        int d = 1100;
        LogDensity wide = LogDensity.of(d, z -> z.square().sum().times(-0.125));
        double[] direction = new double[d];
        direction[3] = 1;
        direction[d - 1] = 2;
        Fit fit = FixedDrawVi.of((Differentiable) wide, MeanFieldGaussian.of(d))
                .draws(2, 32)
                .fit(1);
        assertEquals(20, LinearResponse.of(fit).variance(direction), 1e-3);
    }

    @Test
    void aFitWithTheCovarianceHasItsOwnElbo() {
        Fit corrected = LinearResponse.of(meanField()).fit();
        FullRankGaussian family = (FullRankGaussian) corrected.family();
        assertEquals(4, family.variance(corrected.parameters())[0], 1e-4);
        assertTrue(corrected.elbo().value() > meanField().elbo().value());
        assertTrue(corrected.toString().contains("with linear response"), corrected::toString);
    }

    @Test
    void saysWhatItCannotDo() {
        Fit full = FixedDrawVi.of((Differentiable) normal(), FullRankGaussian.of(3))
                .fit(1);
        String family = assertThrows(IllegalArgumentException.class, () -> LinearResponse.of(full))
                .getMessage();
        assertTrue(
                family.contains("covariances of its own: fit FixedDrawVi.of(target, MeanFieldGaussian.of(d)) first"),
                family);
        Differentiable plain = Differentiable.ofFunction(1, (z, g) -> {
            g[0] = -z[0];
            return -0.5 * z[0] * z[0];
        });
        Fit ofPlain = FixedDrawVi.of(plain, MeanFieldGaussian.of(1)).fit(1);
        Fit withoutGradient = new Fit(
                LogDensity.ofFunction(1, z -> -0.5 * z[0] * z[0]),
                ofPlain.family(),
                ofPlain.parameters(),
                ofPlain.elbo(),
                ofPlain.origin());
        String gradients = assertThrows(IllegalArgumentException.class, () -> LinearResponse.of(withoutGradient))
                .getMessage();
        assertTrue(gradients.contains("needs gradients"), gradients);
        String length = assertThrows(
                        IllegalArgumentException.class,
                        () -> LinearResponse.of(meanField()).variance(new double[2]))
                .getMessage();
        assertTrue(length.contains("2 coefficients") && length.contains("3 dimensions"), length);
    }

    @Test
    void refusesAPlaceThatIsNoMaximum() {
        LogDensity twoModes = LogDensity.of(1, z -> {
            Expr left = z.at(0).plus(4).square().times(-0.5);
            Expr right = z.at(0).minus(4).square().times(-0.5);
            return Expr.stack(List.of(left, right)).logSumExp();
        });
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        Fit saddle = new Fit(
                twoModes,
                family,
                family.initial(new double[] {0}, 1),
                meanField().elbo(),
                meanField().origin());
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> LinearResponse.of(saddle).covariance())
                .getMessage();
        assertTrue(message.contains("unconstrained coordinate 0"), message);
        assertThrows(
                IllegalStateException.class, () -> LinearResponse.of(saddle).variance(new double[] {1}));
    }
}
