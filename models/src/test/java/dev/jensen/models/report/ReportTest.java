package dev.jensen.models.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.WeightedDraws;
import dev.jensen.models.Model;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final double[] Y = {1.2, 0.4, 2.2, -0.3, 1.5, 0.9};
    private static Fit fit;

    @BeforeAll
    static void fitted() {
        System.setProperty("java.awt.headless", "true");
        fit = Model.of("normal", m -> {
                    var mu = m.latent("mu", Normal.of(0, 2));
                    var sigma = m.latent("sigma", HalfNormal.of(2));
                    m.observe("y", Normal.of(mu, sigma), Y);
                })
                .fit();
    }

    @Test
    void aFitWritesItsReport(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/fit.html");
        fit.report(file);
        String html = Files.readString(file);
        PageTest.requireSelfContained(html);
        assertTrue(html.indexOf("<b>RELIABLE</b>") < html.indexOf("<h2>"), "the verdict comes first");
        assertTrue(html.lastIndexOf("<b>RELIABLE</b>") > html.lastIndexOf("<h2>"), "and last");
        for (String part : List.of("The ELBO", "Marginals", "Pairs", "Importance weights", "<td>sigma</td>")) {
            assertTrue(html.contains(part), part);
        }
        assertTrue(html.contains("Posterior predictive checks"), "those of the model's observations");
    }

    @Test
    void aPriorOfNothingAndAFolderAreRefused(@TempDir Path folder) {
        assertEquals(
                "no variable \"sigm\"; did you mean \"sigma\"? There are: mu, sigma",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Report.of(fit).prior("sigm", HalfNormal.of(2)))
                        .getMessage());
        assertEquals(
                folder.toAbsolutePath() + " is a directory: name a file in it",
                assertThrows(UncheckedIOException.class, () -> fit.report(folder))
                        .getMessage());
    }

    @Test
    void aFolderIsRefusedBeforeAnythingIsComputed(@TempDir Path folder) {
        LogDensity untouched = LogDensity.ofFunction(1, z -> {
            throw new AssertionError("evaluated");
        });
        Fit other = new Fit(untouched, MeanFieldGaussian.of(1), new double[2], fit.elbo(), fit.origin());
        assertThrows(UncheckedIOException.class, () -> other.report(folder));
    }

    @Test
    void priorsAndChecksAreDrawnWhereTheyAreGiven() {
        double[][] replicated = new double[40][Y.length];
        Random random = new Random(1);
        Arrays.stream(replicated).forEach(row -> Arrays.setAll(row, i -> 1 + random.nextGaussian()));
        String html = Report.of(fit)
                .titled("A normal law")
                .about("sigma")
                .prior("sigma", HalfNormal.of(2))
                .predictive("y", Y, replicated)
                .page()
                .html();
        assertTrue(html.contains("<h1>A normal law</h1>"));
        assertTrue(html.contains("Posterior predictive checks"));
        assertFalse(html.contains("<h2>Pairs</h2>"), "one component makes no pair");
    }

    @Test
    void aMarginalsPriorIsTheLawsDensity() {
        Plot plot = MarginalPlot.of("mu", fit.draws(500))
                .prior(Normal.of(0, 2))
                .reference("twice", 0, 2)
                .plot();
        Layer prior = plot.layers().get(1);
        Layer reference = plot.layers().get(2);
        for (int i = 0; i < prior.x().length; i += 20) {
            double x = prior.x()[i];
            assertEquals(Math.exp(-x * x / 8) / Math.sqrt(8 * Math.PI), prior.y()[i], 1e-12);
            assertEquals(prior.y()[i], reference.y()[i], 1e-12);
        }
    }

    @Test
    void kernelDensitiesIntegrateToOneAndFollowTheLaw() {
        double[] draws =
                new Random(2).doubles(20_000).map(u -> Math.log(u / (1 - u))).toArray(); // logistic
        KernelDensity density = KernelDensity.of("x", draws);
        double area = 0;
        double worst = 0;
        for (int i = 1; i < density.x().length; i++) {
            double x = density.x()[i];
            area += (x - density.x()[i - 1]) * (density.y()[i] + density.y()[i - 1]) / 2;
            double exact = Math.exp(-Math.abs(x)) / Math.pow(1 + Math.exp(-Math.abs(x)), 2);
            worst = Math.max(worst, Math.abs(density.y()[i] - exact));
        }
        assertEquals(1, area, 0.01);
        assertTrue(worst < 0.02, "furthest from the logistic density: " + worst);
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of("x", new double[] {1, 1}));
    }

    @Test
    void kHatsAreThoseOfTheWeights() {
        WeightedDraws posterior = fit.weighted();
        Plot plot = KHatPlot.of(posterior);
        assertEquals(2, plot.layers().get(0).x().length);
        assertEquals(
                Math.min(1.5, Math.max(-0.5, posterior.weights().kHat())),
                plot.layers().get(1).y()[0]);
        assertEquals(
                posterior.weights().greatestTrustedKHat(), plot.layers().get(2).y()[1]);
    }

    @Test
    void evenWeightsHaveNoKHat() {
        Model coin = Model.of("coin", m -> m.observe("heads", Binomial.of(12, m.latent("p", Beta.of(1, 1))), 1));
        Plot plot = KHatPlot.of(coin.fit().weighted());
        assertTrue(plot.toString().contains("the weights themselves are even"), plot::toString);
        assertEquals(
                List.of("of w (x − m)²", "trusted below"),
                plot.layers().stream().map(Layer::name).toList());
    }

    @Test
    void forestsHaveTheFirstOnTop() {
        Plot plot = ForestPlot.of(fit.summary());
        assertEquals(List.of("sigma", "mu"), plot.rows());
        Layer wide = plot.layers().get(0);
        assertEquals(fit.summary().row("mu").q5(), wide.x()[3]);
        assertEquals(1, wide.y()[3]);
        assertThrows(IllegalArgumentException.class, () -> ForestPlot.of("", List.of()));
    }

    @Test
    void tracesEndWithTheElbo() {
        Plot plot = TracePlot.of(fit);
        Layer last = plot.layers().get(plot.layers().size() - 1);
        assertEquals(fit.elbo().value(), last.y()[0]);
    }

    @Test
    void predictiveChecksOfCountsHaveABinForEach() {
        double[] counts = {0, 1, 1, 2, 5, 0};
        double[][] replicated = {{0, 1, 2, 3, 0, 0}, {1, 1, 2, 4, 6, 0}, {0, 0, 0, 1, 1, 2}};
        Plot plot = PredictivePlot.of("visits", counts, replicated);
        Layer data = plot.layers().get(0);
        assertEquals(-0.5, data.x()[0]);
        assertEquals(2 / 6.0, data.y()[1], 1e-12);
        assertEquals("share", plot.yAxis());
        String length = assertThrows(
                        IllegalArgumentException.class,
                        () -> PredictivePlot.of("visits", counts, new double[][] {counts, {1, 2}}))
                .getMessage();
        assertEquals("replication 1 of \"visits\" has 2 numbers, but 6 were observed", length);
        String few = assertThrows(
                        IllegalArgumentException.class,
                        () -> PredictivePlot.of("visits", counts, new double[][] {counts}))
                .getMessage();
        assertEquals("a predictive check of \"visits\" needs at least 2 numbers and 2 replications: 6 and 1", few);
    }
}
