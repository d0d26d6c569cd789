package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.support.Simplex;
import dev.jensen.models.io.FitFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that are estimated by a number, alone and beside latents. */
class ParametersOfModelsTest {
    private static final double[] Y = {2.1, -0.4, 3.3, 5.1, -1.7};

    private static double mean() {
        return Arrays.stream(Y).average().orElseThrow();
    }

    private static double variance() {
        return Arrays.stream(Y).map(y -> (y - mean()) * (y - mean())).average().orElseThrow();
    }

    private static Model alone() {
        return Model.of("alone", m -> {
            var mu = m.parameter("mu", 0);
            var sigma = m.parameter("sigma", PointEstimate.from(1).positive());
            m.observe("y", Normal.of(mu, sigma), Y);
        });
    }

    /** y ~ N(θ, 1), θ ~ N(μ, τ): the evidence is that of N(μ, τ² + 1), greatest at μ = ȳ, τ² = s² − 1, and a normal q is exact. */
    private static Model hierarchy() {
        return Model.of("hierarchy", Data.of("y", Y), (m, data) -> {
            var group = m.plate("group", data.rows());
            var mu = m.parameter("mu", 0);
            var tau = m.parameter("tau", PointEstimate.from(1).positive());
            var theta = m.latent("theta", Normal.of(mu, tau), group);
            m.observe("y", Normal.of(theta, 1), data.observed("y"), group);
        });
    }

    private static final Fit FITTED = hierarchy().fit();

    @Test
    void aloneTheyAreMaximumLikelihood() {
        var summary = alone().fit().summary();
        assertEquals(mean(), summary.row("mu").mean(), 1e-3);
        assertEquals(Math.sqrt(variance()), summary.row("sigma").mean(), 1e-3);
        assertEquals(0, summary.row("mu").sd());
        assertEquals(
                List.of("mu", "1.680", "", "", "", "", "", "", ""),
                summary.row("mu").cells());
    }

    @Test
    void besideLatentsTheyMaximiseTheEvidence() {
        Fit fit = FITTED;
        var summary = fit.summary();
        double tau2 = variance() - 1;
        assertEquals(mean(), summary.row("mu").mean(), 0.01);
        assertEquals(Math.sqrt(tau2), summary.row("tau").mean(), 0.01);
        double evidence = -0.5 * Y.length * (Math.log(2 * Math.PI * variance()) + 1);
        assertEquals(evidence, fit.elbo().value(), 0.02);
        double shrunk = (Y[3] * tau2 + mean()) / (tau2 + 1);
        assertEquals(shrunk, summary.row("theta[3]").mean(), 0.03);
        assertEquals(Math.sqrt(tau2 / (tau2 + 1)), summary.row("theta[3]").sd(), 0.03);
        assertEquals(evidence, fit.evidenceInterval().iwelbo().value(), 0.05);
    }

    @Test
    void aPenaltyMakesItTheMode() {
        double sum = Arrays.stream(Y).sum();
        Model model = Model.of("mode", m -> {
            var mu = m.parameter("mu", PointEstimate.from(0).penalty(Normal.of(0, 0.5)));
            m.observe("y", Normal.of(mu, 1), Y);
        });
        assertEquals(sum / (Y.length + 4), model.fit().summary().row("mu").mean(), 1e-3);
    }

    @Test
    void aSavedFitIsTheSameAndPredicts(@TempDir Path folder) {
        Fit fit = FITTED;
        Path file = folder.resolve("hierarchy.json");
        FitFile.save(fit, file);
        Fit again = FitFile.load(file, hierarchy().density());
        assertEquals(fit.summary().toString(), again.summary().toString());
        var predicted = again.predict(Data.of("y", new double[3]), 4000, 1).summary();
        assertEquals(mean(), predicted.row("y[0]").mean(), 0.15);
        assertEquals(Math.sqrt(variance()), predicted.row("y[0]").sd(), 0.15);
        assertTrue(
                hierarchy().check().toString().contains("parameter"),
                hierarchy().check().toString());
    }

    @Test
    void aVectorWithinASetStartsWhereItIsTold() {
        Model model = Model.of("shares", m -> {
            var p = m.parameter(
                    "p", PointEstimate.from(new double[] {0.2, 0.3, 0.5}).in(new Simplex()));
            m.factor("counts", p.log().times(Expr.constant(new double[] {1, 2, 7})));
        });
        var shares = model.fit().summary();
        assertArrayEquals(
                new double[] {0.1, 0.2, 0.7},
                shares.rows("p").stream().mapToDouble(row -> row.mean()).toArray(),
                1e-3);
    }

    @Test
    void badOnesAreRefused() {
        assertMessage(
                "start of parameter \"sigma\" must be > 0: -1",
                () -> Model.of(
                        "m", m -> m.parameter("sigma", PointEstimate.from(-1).positive())));
        assertMessage(
                "\"mu\" is declared twice, as a parameter and as a latent: give each a name of its own",
                () -> Model.of("m", m -> {
                    m.parameter("mu", 1);
                    m.latent("mu", Normal.of(0, 1));
                }));
        assertMessage(
                "start of parameter \"mu\" must be finite: NaN",
                () -> Model.of("m", m -> m.parameter("mu", Double.NaN)));
        assertMessage(
                "parameter \"mu\" has no law to draw it from: fit the model first, and draw with Model.generate(fit, draws, seed), or"
                        + " state it as a latent with a prior",
                () -> alone().priorPredictive(5, 1));
        String message = assertThrows(IllegalStateException.class, () -> alone().fitting())
                .getMessage();
        assertEquals(
                "model \"alone\" has parameters, which have no posterior: fit it with fit(seed) or stochasticFitting()",
                message);
    }

    private static void assertMessage(String expected, Runnable code) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
