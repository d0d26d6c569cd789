package dev.jensen.benchmarks;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.LearnedMix;
import dev.jensen.core.estimator.RaoBlackwell;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.estimator.VarGrad;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.Antithetic;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks/estimators}: variance and time per draw of every estimator of −ELBO's gradient on three targets, at the start
 * and at the fit, as a table in Markdown.
 */
@Command(name = "Estimators", mixinStandardHelpOptions = true)
public final class Estimators implements Runnable {
    private static final double START_SCALE = 0.1;

    @Option(
            names = "--draws",
            defaultValue = "16",
            description = "draws at each step, an even number; default ${DEFAULT-VALUE}")
    private int draws;

    @Option(
            names = "--steps",
            defaultValue = "2000",
            description = "steps whose gradients the variance is taken over; default ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--targets",
            split = ",",
            defaultValue = "logistic_1000x10,eight_schools,sticky_mixture",
            description = "default ${DEFAULT-VALUE}")
    private List<String> targets = List.of();

    private Estimators() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Estimators()).execute(arguments));
    }

    /** An estimator in the table. */
    private record Entry<T extends LogDensity, F extends Family>(
            String name, Estimator<? super T, ? super F> estimator, LongFunction<? extends Noise> noise) {}

    @Override
    public void run() {
        for (String target : targets) {
            if (target.equals("sticky_mixture")) {
                discrete(target);
            } else {
                continuous(target);
            }
        }
    }

    private void continuous(String name) {
        ExprDensity target = (ExprDensity) density(name);
        var family = MeanFieldGaussian.of(target.dimension());
        Map<String, double[]> places = new TreeMap<>(Comparator.reverseOrder());
        places.put("start", family.initial(new double[target.dimension()], START_SCALE));
        places.put("fit", FixedDrawVi.of(target, family).fit(1).parameters());
        List<Entry<ExprDensity, MeanFieldGaussian>> entries = new ArrayList<>();
        scoreFunctions(entries);
        entries.add(entry("RaoBlackwell", RaoBlackwell.leaveOneOut(draws)));
        var closed = Reparameterization.<MeanFieldGaussian>closedFormEntropy(draws);
        entries.add(entry("Reparameterization, closed-form entropy", closed));
        entries.add(entry("TotalGradient", TotalGradient.draws(draws)));
        entries.add(entry("StickingTheLanding", StickingTheLanding.draws(draws)));
        entries.add(entry("LearnedMix", LearnedMix.<MeanFieldGaussian>draws(draws)));
        LongFunction<Noise> pairs = seed -> Antithetic.of(MonteCarlo.seed(seed));
        LongFunction<Noise> sobol = ScrambledSobol::seed;
        entries.add(new Entry<>("Reparameterization, antithetic draws", closed, pairs));
        entries.add(new Entry<>("Reparameterization, scrambled Sobol", closed, sobol));
        entries.add(new Entry<>("StickingTheLanding, antithetic draws", StickingTheLanding.draws(draws), pairs));
        table(name + ", " + family, target, family, places, entries);
    }

    private void discrete(String name) {
        ExprDensity target = StickyMixture.density();
        var family = MeanFieldBernoulli.of(target.dimension());
        Map<String, double[]> places = new TreeMap<>(Comparator.reverseOrder());
        places.put("start", new double[target.dimension()]);
        places.put(
                "fit",
                StochasticGradientVi.of(target, family)
                        .estimator(RaoBlackwell.leaveOneOut(64))
                        .maximumSteps(3000)
                        .fit(1)
                        .parameters());
        List<Entry<ExprDensity, MeanFieldBernoulli>> entries = new ArrayList<>();
        scoreFunctions(entries);
        entries.add(entry("RaoBlackwell", RaoBlackwell.leaveOneOut(draws)));
        table(name + ", " + family, target, family, places, entries);
    }

    private <T extends ExprDensity, F extends Family> void scoreFunctions(List<Entry<T, F>> entries) {
        entries.add(entry("ScoreFunction.plain", ScoreFunction.plain(draws)));
        entries.add(entry("ScoreFunction.runningMean", ScoreFunction.runningMean(draws)));
        entries.add(entry("ScoreFunction.leaveOneOut", ScoreFunction.leaveOneOut(draws)));
        entries.add(entry("VarGrad", VarGrad.draws(draws)));
    }

    private static <T extends LogDensity, F extends Family> Entry<T, F> entry(
            String name, Estimator<? super T, ? super F> estimator) {
        return new Entry<>(name, estimator, MonteCarlo::seed);
    }

    private <T extends LogDensity, F extends Family> void table(
            String title, T target, F family, Map<String, double[]> places, List<Entry<T, F>> entries) {
        System.out.printf("%n%s, %d draws a step%n%n", title, draws);
        System.out.println("| estimator | variance per draw, start | … , fit | µs a draw | variance × time, fit |");
        System.out.println("|---|--:|--:|--:|--:|");
        for (Entry<T, F> entry : entries) {
            List<GradientNoise> noise = new ArrayList<>();
            for (double[] phi : places.values()) {
                noise.add(GradientNoise.of(
                        entry.estimator().start(target, family, entry.noise().apply(7)), phi, draws, steps));
            }
            double micros = Math.min(noise.get(0).micros(), noise.get(1).micros());
            double fit = noise.get(1).variance();
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %.2f | %s |%n",
                    entry.name(),
                    short3(noise.get(0).variance()),
                    short3(fit),
                    micros,
                    short3(fit * micros));
        }
    }

    /** Three digits, whatever the size. */
    private static String short3(double value) {
        return value < 1e-20 ? "0" : String.format(Locale.ROOT, value < 1e-3 || value >= 1e6 ? "%.2e" : "%.3g", value);
    }

    private static LogDensity density(String name) {
        try {
            Path folder = Files.createTempDirectory("jensen-estimators-");
            try {
                Posterior posterior = Posterior.named(name);
                posterior.write(folder, folder);
                return posterior.density(folder);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
