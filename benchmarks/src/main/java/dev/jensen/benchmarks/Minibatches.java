package dev.jensen.benchmarks;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Model;
import dev.jensen.optim.Rule;
import dev.jensen.optim.rule.Cocob;
import dev.jensen.optim.rule.Dog;
import dev.jensen.optim.rule.Dowg;
import dev.jensen.optim.rule.Prodigy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fits by minibatches beside the fit of the same family that sees all rows: logistic regression with 100,000 rows of 100, and radon with slopes by
 * county. Prints a table in Markdown: how far the means are apart, in standard deviations of the fit of all rows, and log standard deviations.
 */
@Command(name = "minibatch", mixinStandardHelpOptions = true)
public final class Minibatches implements Runnable {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 100;
    private static final int FIRST_STEPS = 1000; // of all rows, by few draws
    private static final int STEPS = 300; // then by many
    private static final int DRAWS = 128;
    private static final Map<String, Rule> RULES = Map.of(
            "DoG", Dog.standard(),
            "DoWG", Dowg.standard(),
            "Prodigy", Prodigy.standard(),
            "COCOB", Cocob.standard());

    @Option(names = "--posteriordb", defaultValue = "none", description = "folder with radon_all")
    private Path posteriordb = Path.of("none");

    @Option(names = "--batch", defaultValue = "512", description = "rows of a batch")
    private int batch = 512;

    @Option(names = "--seeds", defaultValue = "3", description = "1 to this many")
    private int seeds = 3;

    @Option(names = "--models", split = ",", defaultValue = "logistic,radon")
    private List<String> models = List.of();

    @Option(
            names = "--rules",
            split = ",",
            defaultValue = "default,DoG",
            description = "default, DoG, DoWG, Prodigy, COCOB")
    private List<String> rules = List.of();

    /** Prints the table. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Minibatches()).execute(arguments));
    }

    @Override
    public void run() {
        System.out.println(
                "| model | steps by | seed | ended | steps | means differ, sd | sds differ, log | verdict | s of the processor |");
        System.out.println("|---|---|--:|---|--:|--:|--:|---|--:|");
        try {
            Path folder = Files.createTempDirectory("minibatches");
            if (models.contains("logistic")) {
                new Logistic(ROWS, COLUMNS).write(folder, posteriordb);
                compare("logistic", logistic(folder, ROWS), logistic(folder, batch));
            }
            if (models.contains("radon")) {
                new Radon().write(folder, posteriordb);
                compare("radon", radon(folder, Integer.MAX_VALUE), radon(folder, batch));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(String name, Model all, Model batches) {
        double[] right = null;
        for (String rule : rules) {
            for (long seed = 1; seed <= (rule.equals("default") ? seeds : 1); seed++) {
                double began = Stopwatch.processorSeconds();
                Fit fit = rule.equals("default")
                        ? batches.fit(seed)
                        : by(
                                rule(rule),
                                batches.density(),
                                family(batches.fitting().maximumSteps(1).fit()),
                                seed);
                double seconds = Stopwatch.processorSeconds() - began;
                AffineFamily family = family(fit);
                right = right == null ? ofAllRows(all.density(), family) : right;
                print(name, rule, seed, fit, family, right, seconds);
            }
        }
    }

    private static Rule rule(String name) {
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("no rule " + name + ": there are default and " + RULES.keySet());
        }
        return rule;
    }

    private static AffineFamily family(Fit fit) {
        return (AffineFamily) fit.family();
    }

    private static Fit by(Rule rule, ExprDensity density, AffineFamily family, long seed) {
        return StochasticGradientVi.of((Differentiable) density, family)
                .rule(rule)
                .fit(seed);
    }

    /** Returns the parameters of the member that is best for all rows: on fixed draws where few are enough, else by many a step. */
    private static double[] ofAllRows(ExprDensity all, AffineFamily family) {
        if (family instanceof MeanFieldGaussian) {
            return FixedDrawVi.of(all, family).startAtMode().fit(1).parameters();
        }
        var climb = StochasticGradientVi.of((Differentiable) all, family);
        Fit near = climb.maximumSteps(FIRST_STEPS).fit(1);
        return climb.estimator(StickingTheLanding.draws(DRAWS))
                .start(near.parameters())
                .maximumSteps(STEPS)
                .fit(1)
                .parameters();
    }

    private static void print(
            String name, String rule, long seed, Fit fit, AffineFamily family, double[] right, double seconds) {
        double[] mean = family.mean(fit.parameters());
        double[] variance = family.variance(fit.parameters());
        double[] rightMean = family.mean(right);
        double[] rightVariance = family.variance(right);
        double means = 0;
        double sds = 0;
        for (int i = 0; i < mean.length; i++) {
            means = Math.max(means, Math.abs(mean[i] - rightMean[i]) / Math.sqrt(rightVariance[i]));
            sds = Math.max(sds, Math.abs(0.5 * Math.log(variance[i] / rightVariance[i])));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %s | %,d | %.3f | %.3f | %s | %.1f |%n",
                name,
                rule,
                seed,
                fit.origin().ending(),
                fit.origin().steps(),
                means,
                sds,
                fit.verdict().map(v -> v.word()).orElse(""),
                seconds);
    }

    private static Model logistic(Path folder, int batch) throws IOException {
        double[] numbers = RawArrays.doubles(folder.resolve("X.f64"));
        double[] outcomes = RawArrays.doubles(folder.resolve("y.f64"));
        int rows = outcomes.length;
        return Model.of("logistic regression", m -> {
            var row = m.plate("row", rows);
            if (batch < rows) {
                row = row.minibatch(batch);
            }
            var x = Expr.columns(row, "x", numbers.length / rows, numbers);
            var beta = m.latent("beta", Normal.of(0, 1), numbers.length / rows);
            var alpha = m.latent("alpha", Normal.of(0, 1));
            m.observe("y", Bernoulli.ofLogit(x.dot(beta).plus(alpha)), outcomes, row);
        });
    }

    private static Model radon(Path folder, int batch) throws IOException {
        int[] counties = RawArrays.ints(folder.resolve("county.i32"));
        double[] floors = RawArrays.doubles(folder.resolve("floor.f64"));
        double[] radon = RawArrays.doubles(folder.resolve("y.f64"));
        return Model.of("radon", m -> {
            var county = m.plate("county", Arrays.stream(counties).max().orElseThrow() + 1);
            var home = m.plate("home", radon.length);
            if (batch < radon.length) {
                home = home.minibatch(batch);
            }
            var where = m.index("county of home", counties, home, county);
            var floor = m.data("floor", floors, home);
            var sigma = m.latent("sigma", HalfNormal.of(1), 3);
            var mu = m.latent("mu", Normal.of(0, 10), 2);
            var a = mu.at(0).plus(sigma.at(1).times(m.latent("alpha", Normal.of(0, 1), county)));
            var b = mu.at(1).plus(sigma.at(2).times(m.latent("beta", Normal.of(0, 1), county)));
            var mean = a.gather(where).plus(floor.times(b.gather(where)));
            m.observe("log radon", Normal.of(mean, sigma.at(0)), radon, home);
        });
    }
}
