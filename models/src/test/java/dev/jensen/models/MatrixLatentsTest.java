package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseWishart;
import dev.jensen.core.distribution.Lkj;
import dev.jensen.core.distribution.LkjCholesky;
import dev.jensen.core.distribution.Multinomial;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.SumToZeroNormal;
import dev.jensen.core.distribution.UniformOnSphere;
import dev.jensen.core.distribution.Wishart;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.support.CorrelationCholesky;
import dev.jensen.core.support.CovarianceCholesky;
import dev.jensen.core.support.PositiveOrdered;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;

/** Matrices, directions and effects that sum to 0 as latents, fitted against closed forms and quadrature. */
class MatrixLatentsTest {
    private static final double[][] IDENTITY = {{1, 0}, {0, 1}};
    private static final double[][] Y = {
        {0.9, 1.4}, {-1.1, -0.7}, {0.3, 0.2}, {1.8, 1.1}, {-0.4, 0.6},
        {-1.5, -2.1}, {0.7, -0.3}, {0.1, 0.9}, {-0.8, -1.2}, {2.1, 1.6}
    };

    /**
     * Two effects of each group that vary together. The effects integrate out, and the rest was found by quadrature in three
     * dimensions: correlated_effects.py.
     */
    @Test
    void effectsThatVaryTogether() {
        Model model = Model.of("correlated effects", m -> {
            var group = m.plate("group", Y.length);
            var scales = m.latent("scales", HalfNormal.of(1), 2);
            var factor = m.latent("factor", LkjCholesky.of(2, 2));
            var effect = m.latent("effect", MultivariateNormal.correlated(Expr.constant(0), scales, factor), group);
            m.derive("rho", factor.at(1, 0));
            m.observe("y", Normal.of(effect, 0.5), Y, group);
        });
        Fit fit = model.fit();
        assertWithin(fit, "scales[0]", 1.00731, 0.25414);
        assertWithin(fit, "scales[1]", 1.00983, 0.25444);
        assertWithin(fit, "rho", 0.68944, 0.20872);
        assertWithin(fit, "effect[0,0]", 0.85551, 0.41974);
        double evidence = -31.008732;
        assertTrue(fit.elbo().value() <= evidence + 3 * fit.elbo().standardError(), fit.elbo() + "");
        assertEquals(evidence, fit.weighted().weights().logEvidence().value(), 0.1);
        assertEquals(1, fit.summary().row("factor[0,0]").mean());
        assertEquals(0, fit.summary().row("factor[0,0]").sd());
        assertFalse(fit.verdict().orElseThrow().toString().contains("factor[0,0]"), "constants are not judged");
        assertFalse(fit.summary().toString().isEmpty());
    }

    /** Intercepts and slopes of groups that rows point at; the same quadrature. */
    @Test
    void interceptsAndSlopesThatVaryTogether() {
        double[][] byGroup = {
            {0.81, 1.0, 1.02, 1.77}, {-0.61, -0.47, 0.44, 1.06}, {-0.44, -0.71, -2.04, -2.6},
            {-0.01, 0.78, 0.9, 0.91}, {-2.02, -1.63, -1.92, -1.99}, {1.61, 0.15, 0.49, -0.53},
            {-3.22, -0.51, 0.38, 2.52}, {2.05, 0.08, 0, -0.97}, {1.74, 0.23, 0.74, -0.62}
        };
        int[] groups = new int[36];
        double[] x = new double[36];
        double[] y = new double[36];
        for (int i = 0; i < 36; i++) {
            groups[i] = i / 4;
            x[i] = i % 4 - 1.5;
            y[i] = byGroup[i / 4][i % 4];
        }
        Model model = Model.of("slopes", m -> {
            var group = m.plate("group", 9);
            var row = m.plate("row", 36);
            var ofRow = m.index("group", groups, row, group);
            var scales = m.latent("scales", HalfNormal.of(1), 2);
            var factor = m.latent("factor", LkjCholesky.of(2, 2));
            var effect = m.latent("effect", MultivariateNormal.correlated(Expr.constant(0), scales, factor), group)
                    .gather(ofRow);
            m.derive("rho", factor.at(1, 0));
            m.observe("y", Normal.of(effect.at(0).plus(effect.at(1).times(m.data("x", x, row))), 0.5), y, row);
        });
        Fit fit = model.fit();
        assertWithin(fit, "scales[0]", 1.00749, 0.25939);
        assertWithin(fit, "scales[1]", 0.89026, 0.23751);
        assertWithin(fit, "rho", 0.04624, 0.27637);
        double evidence = -50.162044;
        assertTrue(fit.elbo().value() <= evidence + 3 * fit.elbo().standardError(), fit.elbo() + "");
        assertTrue(fit.elbo().value() >= evidence - 0.5, fit.elbo() + "");
        int d = model.density().dimension();
        assertEquals(d, model.naturalMeanField().dimension());
        assertEquals(d, model.structuredGaussian().dimension());
    }

    /** A tenth of a standard deviation, and a tenth of it in the spread. */
    private static void assertWithin(Fit fit, String name, double mean, double sd) {
        assertEquals(mean, fit.summary().row(name).mean(), 0.1 * sd, name);
        assertEquals(sd, fit.summary().row(name).sd(), 0.1 * sd, name);
    }

    /** Of normal vectors about 0 with an inverse-Wishart covariance the posterior is inverse-Wishart(ν + n, Ψ + Σ y yᵀ). */
    @Test
    void aCovarianceWithItsConjugatePrior() {
        InverseWishart prior = InverseWishart.of(5, IDENTITY);
        Model ofMatrix = Model.of("covariance", m -> {
            var row = m.plate("row", Y.length);
            var sigma = m.latent("sigma", prior);
            m.observe("y", MultivariateNormal.covariance(Expr.constant(0), sigma), Y, row);
        });
        Model ofFactor = Model.of("covariance by its factor", m -> {
            var row = m.plate("row", Y.length);
            var factor = m.latent("factor", prior.cholesky());
            m.derive("sigma", factor.matMul(factor.transpose()));
            m.observe("y", MultivariateNormal.cholesky(Expr.constant(0), factor), Y, row);
        });
        double[][] psi = {{1, 0}, {0, 1}};
        for (double[] y : Y) {
            for (int i = 0; i < 4; i++) {
                psi[i / 2][i % 2] += y[i / 2] * y[i % 2];
            }
        }
        int n = Y.length;
        double determinant = psi[0][0] * psi[1][1] - psi[0][1] * psi[0][1];
        double evidence = -n * Math.log(Math.PI)
                + logGamma2(0.5 * (5 + n))
                - logGamma2(2.5)
                - 0.5 * (5 + n) * Math.log(determinant);
        Fit fit = ofMatrix.fit();
        for (int i = 0; i < 4; i++) {
            double a = psi[i / 2][i % 2];
            int k = 5 + n - 2; // ν − K
            double variance = ((k + 1) * a * a + (k - 1) * psi[i / 2][i / 2] * psi[i % 2][i % 2])
                    / (k * (k - 1.0) * (k - 1) * (k - 3));
            assertWithin(fit, "sigma[" + i / 2 + "," + i % 2 + "]", a / (k - 1), Math.sqrt(variance));
        }
        assertEquals(evidence, fit.elbo().value(), 0.1);
        double[] u = {0.3, -0.4, 0.7};
        double difference = value(ofFactor, u) - value(ofMatrix, u);
        assertEquals(0, difference, 1e-12, "the two densities of u are one");
    }

    /** log Γ₂. */
    private static double logGamma2(double a) {
        return 0.5 * Math.log(Math.PI) + LogGamma.value(a) + LogGamma.value(a - 0.5);
    }

    /** A direction seen with noise: exp(κ μᵀx) on the sphere, whose mean is (coth κ − 1/κ) μ. */
    @Test
    void aDirection() {
        double[] y = {1.2, -0.9, 2.0};
        Model model = Model.of("direction", m -> {
            var x = m.latent("x", UniformOnSphere.of(3));
            m.observe("y", Normal.of(x, 1), y);
        });
        double kappa = Math.sqrt(1.44 + 0.81 + 4);
        double length = 1 / Math.tanh(kappa) - 1 / kappa;
        Fit fit = model.fit();
        for (int k = 0; k < 3; k++) {
            assertEquals(
                    length * y[k] / kappa, fit.summary().row("x[" + k + "]").mean(), 0.03);
        }
        double evidence = -1.5 * Math.log(2 * Math.PI) - 0.5 * (kappa * kappa + 1) + Math.log(Math.sinh(kappa) / kappa);
        assertTrue(fit.elbo().value() <= evidence + 3 * fit.elbo().standardError(), fit.elbo() + " of " + evidence);
        assertTrue(fit.elbo().value() >= evidence - 0.3, fit.elbo() + " of " + evidence);
    }

    /** Effects about a mean of their own: the normal posterior of both by hand. */
    @Test
    void effectsThatSumToZero() {
        double[] y = {1.0, 2.5, -0.5, 3.0};
        Model model = Model.of("effects", m -> {
            var mean = m.latent("mean", Normal.of(0, 10));
            var effect = m.latent("effect", SumToZeroNormal.of(4, 1));
            m.observe("y", Normal.of(mean.plus(effect), 0.5), y);
        });
        Fit fit = model.fit();
        double shrink = 1 / (1 + 0.25);
        assertWithin(fit, "mean", 1.5 * 100 / (100 + 0.0625), Math.sqrt(1 / (1 / 100.0 + 16)));
        for (int k = 0; k < 4; k++) {
            assertWithin(fit, "effect[" + k + "]", shrink * (y[k] - 1.5), Math.sqrt(0.25 * shrink * 0.75));
        }
    }

    @Test
    void stacksAndRowsOfMatrices() {
        List<Continuous> laws = List.of(
                Lkj.of(3, 2),
                LkjCholesky.of(3, 2),
                Wishart.of(5, IDENTITY),
                InverseWishart.of(5, IDENTITY).cholesky(),
                Flat.over(new CovarianceCholesky(), 3, 3),
                Flat.over(new PositiveOrdered(), 3));
        for (Continuous law : laws) {
            Model alone = Model.of("alone", m -> m.latent("x", law));
            Model stacked = Model.of("stacked", m -> m.latent("x", law, 2));
            Model rows = Model.of("rows", m -> m.latent("x", law, m.plate("row", 2)));
            int d = alone.density().dimension();
            assertEquals(2 * d, stacked.density().dimension(), law.name());
            assertEquals(2 * d, rows.density().dimension(), law.name());
            double[] first = new double[d];
            double[] second = new double[d];
            double[] oneAfterTheOther = new double[2 * d];
            double[] byRow = new double[2 * d];
            for (int i = 0; i < d; i++) {
                first[i] = 0.3 * i - 0.5;
                second[i] = 0.7 - 0.4 * i;
                oneAfterTheOther[i] = first[i];
                oneAfterTheOther[d + i] = second[i];
                byRow[2 * i] = first[i];
                byRow[2 * i + 1] = second[i];
            }
            double sum = value(alone, first) + value(alone, second);
            assertEquals(sum, value(stacked, oneAfterTheOther), 1e-12, law.name());
            assertEquals(sum, value(rows, byRow), 1e-12, law.name());
            double[] x = constrained(alone, first);
            double[] ofStack = constrained(stacked, oneAfterTheOther);
            double[] ofRows = constrained(rows, byRow);
            for (int i = 0; i < x.length; i++) {
                assertEquals(x[i], ofStack[i], 1e-14, law.name());
                assertEquals(x[i], ofRows[2 * i], 1e-14, law.name());
            }
        }
    }

    @Test
    void countsOnAPlate() {
        int[][] counts = {{3, 1, 2}, {0, 4, 1}};
        double[] totals = {6, 5};
        Model model = Model.of("counts", m -> {
            var row = m.plate("row", 2);
            var logits = m.latent("logits", Normal.of(0, 1), 3);
            m.observe("y", Multinomial.ofLogits(m.data("n", totals, row), logits), counts, row);
        });
        double[] t = {0.2, -0.3, 0.5};
        double log = Math.log(Math.exp(t[0]) + Math.exp(t[1]) + Math.exp(t[2]));
        double expected = Math.log(60) + Math.log(5); // 6!/(3! 1! 2!) and 5!/(0! 4! 1!)
        for (int k = 0; k < 3; k++) {
            expected += (counts[0][k] + counts[1][k]) * (t[k] - log) - 0.5 * t[k] * t[k] - 0.5 * Math.log(2 * Math.PI);
        }
        assertEquals(expected, value(model, t), 1e-12);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Model.of("bad", m -> {
                            var row = m.plate("row", 2);
                            var logits = m.latent("logits", Normal.of(0, 1), 3);
                            m.observe(
                                    "y",
                                    Multinomial.ofLogits(m.data("n", totals, row), logits),
                                    new double[][] {{3, 1, 2}, {0, 4, 2}},
                                    row);
                        }))
                .getMessage();
        assertEquals("MultinomialLogits data \"y\", row 1, must sum to the number of trials, 5: 6", message);
    }

    /** Matrices as data: one for each row, and one alone. */
    @Test
    void observesMatrices() {
        double[][] scatter = {{2, 0.5, 0.5, 1}, {3, -1, -1, 4}};
        Model model = Model.of("scatter", m -> {
            var row = m.plate("row", 2);
            var scale = m.latent("scale", Wishart.of(4, IDENTITY).cholesky());
            m.observe("s", Wishart.of(6, scale), m.data("s", scatter, row).reshape(2, 2));
            m.observe("t", Wishart.of(6, scale), Expr.constant(new double[][] {{1, 0.25}, {0.25, 2}}));
        });
        assertTrue(Double.isFinite(value(model, new double[] {0.1, -0.2, 0.3})));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Model.of("bad", m -> {
                            var row = m.plate("row", 2);
                            m.latent("a", Normal.of(0, 1));
                            m.observe(
                                    "s",
                                    Wishart.of(6, IDENTITY),
                                    m.data("s", new double[][] {{2, 0.5, 0.5, 1}, {1, 2, 2, 1}}, row)
                                            .reshape(2, 2));
                        }))
                .getMessage();
        assertEquals(
                "Wishart data \"s\", row 1, must be positive definite: its smallest pivot is -3.0, in row 1, and a jitter of"
                        + " up to 1 % of the mean diagonal does not mend it",
                message);
    }

    @Test
    void namesAMatrixThatHasNoFactor() {
        Model model = Model.of("sick", m -> {
            var a = m.latent("a", Normal.of(0, 1));
            var row = m.plate("row", 2);
            Expr off = a.sigmoid().plus(1.5);
            Expr matrix = Expr.stack(List.of(Expr.constant(1), off, off, Expr.constant(1)))
                    .reshape(2, 2);
            m.observe(
                    "y",
                    MultivariateNormal.covariance(Expr.constant(0), matrix),
                    new double[][] {{0.1, 0.2}, {0.3, 0.4}},
                    row);
        });
        String message =
                assertThrows(IllegalArgumentException.class, model::fit).getMessage();
        assertTrue(
                message.contains("factor \"y\"") && message.contains("is not positive definite: its pivot 1 is -"),
                message);
        assertTrue(message.contains("jitter tried: 0.0"), message);
    }

    @Test
    void refusesWhatLeavesNothingToFit() {
        assertEquals(
                "latent \"x\": a Flat law of length 1 leaves nothing to fit: make it longer, or leave the latent out",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Model.of("bad", m -> m.latent("x", Flat.over(new CorrelationCholesky(), 1, 1))))
                        .getMessage());
    }

    private static double value(Model model, double[] point) {
        double[] values = new double[1];
        assertEquals(point.length, model.density().dimension());
        model.density().logDensity(1, point, values);
        return values[0];
    }

    private static double[] constrained(Model model, double[] point) {
        double[] values = new double[model.density().variables().constrainedDimension()];
        model.density().variables().constrain(1, point, values);
        return values;
    }
}
