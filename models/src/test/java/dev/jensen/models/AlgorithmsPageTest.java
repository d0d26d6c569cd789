package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.AdaptiveImportanceSampling;
import dev.jensen.core.algorithm.BatchAndMatch;
import dev.jensen.core.algorithm.ConditionalImportanceSampling;
import dev.jensen.core.algorithm.ConjugateNaturalGradient;
import dev.jensen.core.algorithm.CoordinateAscent;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.FlowHmc;
import dev.jensen.core.algorithm.ImportanceSampling;
import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.algorithm.LinearResponse;
import dev.jensen.core.algorithm.LowRankBatchAndMatch;
import dev.jensen.core.algorithm.NaturalGradient;
import dev.jensen.core.algorithm.Optima;
import dev.jensen.core.algorithm.OptimumErrors;
import dev.jensen.core.algorithm.Pathfinder;
import dev.jensen.core.algorithm.Restarts;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.family.LocationScale;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.fit.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/algorithms.md stands here, word by word, and runs. */
class AlgorithmsPageTest {
    private static final double[] y = {-2.1, -1.7, 2.2, 1.9, 2.4, -2.3, 1.8, 2.0, 2.6, -1.9};

    private static Model mixture(int batch) {
        return Model.of("mixture", m -> {
            var row = batch > 0 ? m.plate("row", y.length).minibatch(batch) : m.plate("row", y.length);
            var weights = m.latent("weights", Dirichlet.of(1, 1));
            var mu = m.latent("mu", Normal.of(0, 3), 2);
            var tau = m.latent("tau", Gamma.of(2, 1), 2);
            var z = m.latent("z", Categorical.of(weights), row);
            m.observe(
                    "y",
                    Normal.of(Categorical.pick(mu, z), Categorical.pick(tau, z).pow(-0.5)),
                    y,
                    row);
        });
    }

    @Test
    void conjugateModels() {
        Model mixture = Model.of("mixture", m -> {
            var row = m.plate("row", y.length);
            var weights = m.latent("weights", Dirichlet.of(1, 1));
            var mu = m.latent("mu", Normal.of(0, 3), 2);
            var tau = m.latent("tau", Gamma.of(2, 1), 2);
            var z = m.latent("z", Categorical.of(weights), row);
            m.observe(
                    "y",
                    Normal.of(Categorical.pick(mu, z), Categorical.pick(tau, z).pow(-0.5)),
                    y,
                    row);
        });
        System.out.println(mixture.conjugacy());
        Fit exact = CoordinateAscent.of(mixture.conjugacy()).fit(1);
        assertTrue(exact.elbo().value() < 0);
        assertEquals(
                "weights: Dirichlet, by log x\nmu: normal in 2 dimensions\ntau: gamma, by log x and x",
                mixture.conjugacy().toString());
        Model batched = mixture(5);
        Fit onBatches =
                ConjugateNaturalGradient.of(batched.conjugacy()).steps(50).fit(1);
        assertEquals(50, onBatches.origin().steps());
        Optima optima =
                Restarts.of(CoordinateAscent.of(mixture.conjugacy())::fit, 4).fit(1);
        System.out.println(optima);
        if (optima.isMultimodal()) {
            Fit all = optima.stacked();
            assertTrue(all.elbo().value() > exact.elbo().value());
        }
    }

    @Test
    void normalsAndCorrections() {
        Model schools = Model.of("schools", m -> {
            var school = m.plate("school", 8);
            var mu = m.latent("mu", Normal.of(0, 5));
            var theta = m.latent("theta", Normal.of(mu, 4), school);
            m.observe("y", Normal.of(theta, 10), new double[] {28, 8, -3, 7, -1, 1, 18, 12}, school);
        });
        Differentiable target = schools.density();
        int d = target.dimension();
        Fit meanField = FixedDrawVi.of(target, MeanFieldGaussian.of(d)).fit(1);
        Fit response = LinearResponse.of(meanField).fit();
        OptimumErrors errors = OptimumErrors.of(FixedDrawVi.of(target, MeanFieldGaussian.of(d)), meanField, 4);
        Fit fullRank = NaturalGradient.of(target).fit(1);
        Fit byScores = BatchAndMatch.of(target).fit(1);
        Fit lowRank = LowRankBatchAndMatch.of(target, 2).fit(1);
        Fit structured = FixedDrawVi.of(target, schools.structuredGaussian()).fit(1);
        Fit paths = Pathfinder.of(target).paths(4).fit(1);
        Fit mode = LaplaceApproximation.of(schools.density()).fit(1);
        assertTrue(errors.greatest() < 0.1, () -> "greatest error " + errors.greatest());
        double evidence = fullRank.elbo().value(); // the posterior is normal
        for (Fit fit : List.of(response, byScores, structured, mode)) {
            assertEquals(evidence, fit.elbo().value(), 0.05, fit::toString);
        }
        assertEquals(evidence, lowRank.elbo().value(), 0.5);
        assertTrue(paths.isWeighted());

        Fit weighted = ImportanceSampling.through(fullRank).fit();
        Fit adapted = AdaptiveImportanceSampling.from(fullRank).rounds(2).fit();
        Fit conditional = ConditionalImportanceSampling.through(fullRank).fit();
        NormalizingFlow flow = NormalizingFlow.of(d, List.of(LocationScale.of(d)));
        Fit chains =
                FlowHmc.through(FixedDrawVi.of(target, flow).fit(1)).chains(64).fit();
        for (Fit fit : List.of(weighted, adapted, conditional, chains)) {
            assertTrue(fit.isWeighted(), fit::toString);
        }
    }

    /** Every line of code on the page is a line of this class. */
    @Test
    void pageAndTestAgree() throws IOException {
        Path root = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
        String here = Files.readString(root.resolve("models/src/test/java/dev/jensen/models/AlgorithmsPageTest.java"))
                .replaceAll("\\s", "");
        String page = Files.readString(root.resolve("docs/algorithms.md"));
        Matcher snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int found = 0;
        while (snippets.find()) {
            found++;
            for (String line : snippets.group(1).lines().toList()) {
                assertTrue(here.contains(line.replaceAll("\\s", "")), () -> "not in the test: " + line);
            }
        }
        assertEquals(5, found);
    }
}
