package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.GaussianRandomWalk;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Weibull;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.io.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/models.md stands here, word by word, and runs. */
class ModelsPageTest {
    private static final double[] logRadon = {0.8, 0.8, 1.1, 0.1, 1.1, 0.9, 0.5, 1.3};
    private static final double[] onFloor = {1, 0, 0, 0, 0, 1, 1, 0};
    private static final List<String> county =
            List.of("AITKIN", "AITKIN", "ANOKA", "ANOKA", "ANOKA", "LYON", "LYON", "LYON");

    private static Fit quick(Model model) {
        return LaplaceApproximation.of(model.density()).fit(1);
    }

    private static Model radon() {
        Data homes = Data.of("log radon", logRadon).and("floor", onFloor).and("county", county);
        Model radon = Model.of("radon", homes, (m, data) -> {
            Levels levels = data.levels("county");
            var county = m.plate("county", levels.labels());
            var home = m.plate("home", data.rows("floor"));
            var countyOf = m.index("county of home", levels.index(), home, county);
            var floor = m.data("floor", data.doubles("floor"), home);

            var mu = m.latent("mu", Normal.of(0, 2));
            var tau = m.latent("tau", HalfNormal.of(1));
            var alpha = m.latent("alpha", Normal.of(mu, tau).nonCentered(), county);
            var beta = m.latent("beta", Normal.of(0, 1));
            var sigma = m.latent("sigma", HalfNormal.of(1));
            var eta = m.derive("eta", alpha.gather(countyOf).plus(beta.times(floor)));
            m.observe("y", Normal.of(eta, sigma), data.observed("log radon"), home);
        });
        return radon;
    }

    @Test
    void predictions() {
        Model radon = radon();
        Fit fit = quick(radon);
        Draws prior = radon.priorPredictive(1000, 1);
        Draws again = radon.posteriorPredictive(fit, 1000, 1);
        Draws predicted = fit.predict(Data.of("floor", 0, 1).and("county", "LYON", "elsewhere"));
        System.out.println(predicted.summary().only("E(y)", "y"));
        double[] newCounty = predicted.of("alpha[elsewhere]");

        assertEquals(8, prior.array("y")[0].length);
        assertEquals(8, again.array("y")[0].length);
        assertEquals(1000, newCounty.length);
    }

    @Test
    void checks() {
        Model radon = radon();
        ModelCheck check = radon.check();
        System.out.println(check);
        assertTrue(check.isClean());
    }

    @Test
    void missing() {
        double[] dose = {0.3, Double.NaN, 1.2, 0.8};
        double[] effect = {1.1, 2.0, 2.9, 2.2};
        Model model = Model.of("dose", m -> {
            var patient = m.plate("patient", 4);
            var typical = m.latent("typical", Normal.of(0, 1));
            var x = m.observeWithMissing("dose", Normal.of(typical, 1), dose, patient);
            var slope = m.latent("slope", Normal.of(0, 2));
            m.observe("effect", Normal.of(x.times(slope), 0.5), effect, patient);
        });
        assertEquals("missing dose[1]", model.variables().get(1).componentName(0));
    }

    @Test
    void intervals() {
        Model model = Model.of("parts", m -> {
            var part = m.plate("part", 4);
            var shape = m.latent("shape", LogNormal.of(0, 1));
            var scale = m.latent("scale", LogNormal.of(2, 1));
            var broken = m.data("found broken", new double[] {4, 9, Double.MAX_VALUE, 7.5}, part);
            double[] whole = {2, 6, 12, 7.5};
            m.observe("last found whole", Weibull.of(shape, scale).intervalCensored(broken), whole, part);
        });
        double typical = quick(model).summary().row("scale").mean();
        assertTrue(typical > 4 && typical < 20, "scale " + typical);
    }

    @Test
    void series() {
        Model trend = Model.of("trend", Data.of("year", "2021", "2022", "2023").and("y", 1.2, 1.9, 2.4), (m, data) -> {
            var year = m.plate("year", data.levels("year").labels());
            var drift = m.latent("drift", HalfNormal.of(1));
            var level =
                    m.series("level", GaussianRandomWalk.of(drift, year.size()).startingAt(0, 2), year);
            m.observe("y", Normal.of(level, 0.3), data.observed("y"), year);
        });
        Draws ahead = trend.fit().predict(Data.of("year", "2021", "2022", "2023", "2024", "2025"));
        double[] inTwoYears = ahead.of("level[2025]");
        assertEquals(2.4, Arrays.stream(inTwoYears).average().orElseThrow(), 0.5);
    }

    @Test
    void discrete() {
        double[] y = {-2.1, -1.8, 3.1, 2.7, 3.3};
        Model mixture = Model.of("mixture", m -> {
            var row = m.plate("row", y.length);
            var mean = m.latent("mean", Normal.of(Expr.constant(new double[] {-2, 3}), 1));
            var z = m.latent("z", Categorical.of(0.4, 0.6), row);
            m.observe("y", Normal.of(Categorical.pick(mean, z), 0.5), y, row);
        });
        Fit fit = quick(mixture.marginalized());
        double probability = fit.summary().row("P(z=1)[3]").mean();
        assertTrue(probability > 0.99);
    }

    @Test
    void ragged() {
        Levels visits = Levels.ofSizes(2, 1, 3);
        Model model = Model.of("visits", m -> {
            var patient = m.plate("patient", visits.labels());
            var visit = m.plate("visit", 6);
            var patientOf = m.index("patient of visit", visits.index(), visit, patient);
            var level = m.latent("level", Normal.of(0, 1).auto(), patient);
            m.observe("y", Normal.of(level.gather(patientOf), 1), new double[] {1, 2, 0, 1, 1, 2}, visit);
        });
        assertEquals(3, model.density().dimension());
    }

    private static Path find(String name) {
        for (Path root : List.of(Path.of(""), Path.of(".."))) {
            Path file = root.resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new AssertionError("no file " + name);
    }

    @Test
    void thePageShowsWhatRunsHere() throws IOException {
        String page = Files.readString(find("docs/models.md"));
        String source = Files.readString(find("models/src/test/java/dev/jensen/models/ModelsPageTest.java"))
                .replaceAll("\\s", "");
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (blocks.find()) {
            assertTrue(source.contains(blocks.group(1).replaceAll("\\s", "")), blocks.group(1));
            count++;
        }
        assertEquals(8, count);
    }
}
