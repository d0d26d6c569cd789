package dev.jensen.benchmarks.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.Ordered;
import dev.jensen.core.support.PositiveOrdered;
import dev.jensen.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The models that docs/coming-from.md shows are the ones below, they are the stated ones, and have the lines that it counts. */
class ComingFromTest {
    private static final Path ROOT = Path.of(Files.exists(Path.of("docs")) ? "" : "..");
    private static final Path PAGE = ROOT.resolve("docs/coming-from.md");
    private static final Path SOURCE =
            ROOT.resolve("benchmarks/src/test/java/dev/jensen/benchmarks/referee/ComingFromTest.java");
    private static final double LOG_2 = Math.log(2);

    static Model schools(double[] y, double[] errors) {
        return Model.of("eight schools", m -> {
            var school = m.plate("school", y.length);
            var sigma = m.data("sigma", errors, school);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", HalfCauchy.of(5));
            var z = m.latent("z", Normal.of(0, 1), school);
            var theta = m.derive("theta", mu.plus(tau.times(z)));
            m.observe("y", Normal.of(theta, sigma), y, school);
        });
    }

    static Model seeds(double[] germinated, double[] sown, double[] kind, double[] extract) {
        return Model.of("seeds", m -> {
            var dish = m.plate("dish", sown.length);
            var trials = m.data("trials", sown, dish);
            var x1 = m.data("x1", kind, dish);
            var x2 = m.data("x2", extract, dish);
            var alpha0 = m.latent("alpha0", Normal.of(0, 1));
            var alpha1 = m.latent("alpha1", Normal.of(0, 1));
            var alpha12 = m.latent("alpha12", Normal.of(0, 1));
            var alpha2 = m.latent("alpha2", Normal.of(0, 1));
            var sigma = m.latent("sigma", HalfCauchy.of(1));
            var b = m.latent("b", Normal.of(0, sigma), dish);
            var both = alpha12.times(x1).times(x2);
            var logit = alpha0.plus(alpha1.times(x1))
                    .plus(alpha2.times(x2))
                    .plus(both)
                    .plus(b);
            m.observe("germinated", Binomial.ofLogit(trials, logit), germinated, dish);
        });
    }

    static Model radon(int[] countyOfHome, int counties, double[] basement, double[] logRadon) {
        return Model.of("radon", m -> {
            var home = m.plate("home", logRadon.length);
            var county = m.plate("county", counties);
            var of = m.index("county of home", countyOfHome, home, county);
            var floor = m.data("floor", basement, home);
            var sigmaY = m.latent("sigma_y", HalfNormal.of(1));
            var sigmaAlpha = m.latent("sigma_alpha", HalfNormal.of(1));
            var sigmaBeta = m.latent("sigma_beta", HalfNormal.of(1));
            var alphaRaw = m.latent("alpha_raw", Normal.of(0, 1), county);
            var betaRaw = m.latent("beta_raw", Normal.of(0, 1), county);
            var muAlpha = m.latent("mu_alpha", Normal.of(0, 10));
            var muBeta = m.latent("mu_beta", Normal.of(0, 10));
            var alpha = m.derive("alpha", muAlpha.plus(sigmaAlpha.times(alphaRaw)));
            var beta = m.derive("beta", muBeta.plus(sigmaBeta.times(betaRaw)));
            var mean = alpha.gather(of).plus(floor.times(beta.gather(of)));
            m.observe("log radon", Normal.of(mean, sigmaY), logRadon, home);
        });
    }

    static Model itemResponse(int[] itemOfAnswer, int items, int[] personOfAnswer, int persons, double[] right) {
        return Model.of("item response", m -> {
            var answer = m.plate("answer", right.length);
            var item = m.plate("item", items);
            var person = m.plate("person", persons);
            var ofItem = m.index("item of answer", itemOfAnswer, answer, item);
            var ofPerson = m.index("person of answer", personOfAnswer, answer, person);
            var sigmaTheta = m.latent("sigma_theta", HalfCauchy.of(2));
            var theta = m.latent("theta", Normal.of(0, sigmaTheta), person);
            var sigmaA = m.latent("sigma_a", HalfCauchy.of(2));
            var a = m.latent("a", LogNormal.of(0, sigmaA), item);
            var muB = m.latent("mu_b", Normal.of(0, 5));
            var sigmaB = m.latent("sigma_b", HalfCauchy.of(2));
            var b = m.latent("b", Normal.of(muB, sigmaB), item);
            var ability = theta.gather(ofPerson).minus(b.gather(ofItem));
            m.observe("right", Bernoulli.ofLogit(a.gather(ofItem).times(ability)), right, answer);
        });
    }

    static Model mixture(double[] values) {
        return Model.of("mixture", m -> {
                    var row = m.plate("row", values.length);
                    var mu = m.latent("mu", new Flat(new Ordered()), 2);
                    m.factor("prior of mu", Normal.of(0, 2).logDensity(mu));
                    var sigma = m.latent("sigma", HalfNormal.of(2), 2);
                    var theta = m.latent("theta", Beta.of(5, 5));
                    var first = m.latent("first", Bernoulli.of(theta), row);
                    var mean = Expr.select(first, mu.at(0), mu.at(1));
                    var sd = Expr.select(first, sigma.at(0), sigma.at(1));
                    m.observe("y", Normal.of(mean, sd), values, row);
                })
                .marginalized();
    }

    static Model hiddenMarkov(double[] speeds, double[] distances, double[][] prior) {
        return Model.of("drives", m -> {
                    var time = m.plate("time", speeds.length);
                    var theta1 = m.latent("theta1", Dirichlet.of(prior[0]));
                    var theta2 = m.latent("theta2", Dirichlet.of(prior[1]));
                    var phi = m.latent("phi", new Flat(new PositiveOrdered()), 2);
                    var lambda = m.latent("lambda", new Flat(new PositiveOrdered()), 2);
                    var centre = Expr.constant(new double[] {0, 3});
                    m.factor("prior of phi", Normal.of(centre, 1).logDensity(phi));
                    m.factor("prior of lambda", Normal.of(centre, 1).logDensity(lambda));
                    var step = Expr.stack(List.of(theta1, theta2));
                    var state = m.markovChain("state", Expr.constant(new double[] {0.5, 0.5}), step, time);
                    m.observe("u", Exponential.of(Categorical.pick(phi, state)), speeds, time);
                    m.observe("v", Exponential.of(Categorical.pick(lambda, state)), distances, time);
                })
                .marginalized();
    }

    /** What the page says of a model. */
    private record Section(String posterior, int stan, int numpyro, int ours, String code) {}

    private static List<Section> sections() throws IOException {
        Matcher matcher = Pattern.compile(
                        "\\*\\*`([^`]+)`\\*\\*: Stan (\\d+) lines, NumPyro (\\d+), Jensen (\\d+)\\..*?```java\n(.*?)```",
                        Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        List<Section> sections = new ArrayList<>();
        while (matcher.find()) {
            sections.add(new Section(
                    matcher.group(1),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)),
                    matcher.group(5)));
        }
        return sections;
    }

    @Test
    void thePageShowsThisCode() throws IOException {
        String source = Files.readString(SOURCE).replaceAll("\\s+", "");
        List<Section> sections = sections();
        assertEquals(6, sections.size(), "models on the page");
        for (Section section : sections) {
            assertTrue(source.contains(section.code.replaceAll("\\s+", "")), section.posterior + " is shown otherwise");
            assertEquals(section.code.lines().filter(line -> !line.isBlank()).count(), section.ours, section.posterior);
        }
    }

    @Test
    void theyAreTheStatedModels() throws IOException {
        StatedModelsTest.assumeReferences();
        for (Section section : sections()) {
            Reference reference = Reference.read(StatedModelsTest.REFERENCES, section.posterior);
            ExprDensity density = model(reference).density();
            StatedModelsTest.Row row = StatedModelsTest.row(section.posterior);
            double[] value = new double[1];
            density.logDensity(1, row.z(), value);
            double expected = row.value() + constants(section.posterior);
            assertEquals(expected, value[0], 1e-8 * Math.abs(expected), section.posterior);
        }
    }

    private static Model model(Reference of) {
        return switch (of.name().substring(0, 5)) {
            case "eight" -> schools(of.column("y"), of.column("sigma"));
            case "seeds" -> seeds(of.column("n"), of.column("N"), of.column("x1"), of.column("x2"));
            case "radon" ->
                radon(
                        of.indices("county_idx"),
                        (int) of.number("J"),
                        of.column("floor_measure"),
                        of.column("log_radon"));
            case "irt_2" -> {
                double[][] y = of.table("y");
                int persons = y[0].length;
                int[] item = new int[y.length * persons];
                int[] person = new int[item.length];
                Arrays.setAll(item, k -> k / persons);
                Arrays.setAll(person, k -> k % persons);
                double[] right =
                        Arrays.stream(y).flatMapToDouble(Arrays::stream).toArray();
                yield itemResponse(item, y.length, person, persons, right);
            }
            case "low_d" -> mixture(of.column("y"));
            default -> hiddenMarkov(of.column("u"), of.column("v"), of.table("alpha"));
        };
    }

    /** By how much our log density is greater: log 2 for each half law, which is normalised here, −log 2 for the first state. */
    private static double constants(String posterior) {
        return LOG_2
                * switch (posterior.substring(0, 5)) {
                    case "eight", "seeds" -> 1;
                    case "radon", "irt_2" -> 3;
                    case "low_d" -> 2;
                    default -> -1;
                };
    }
}
