package dev.jensen.benchmarks;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Relaxable;
import dev.jensen.core.estimator.ControlVariate;
import dev.jensen.core.estimator.DisArm;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.GumbelSoftmax;
import dev.jensen.core.estimator.LearnedMix;
import dev.jensen.core.estimator.LocalExpectation;
import dev.jensen.core.estimator.MeasureValued;
import dev.jensen.core.estimator.RaoBlackwell;
import dev.jensen.core.estimator.Rebar;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreControl;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.StraightThrough;
import dev.jensen.core.estimator.TaylorControl;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
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
    private static final long SEED = 7;

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

    /** A table's lines: each an estimator by name, to be started anew. */
    private static final class Lines<T extends LogDensity, F extends Family> {
        private final T target;
        private final F family;
        private final Map<String, Supplier<Estimation>> lines = new LinkedHashMap<>();

        Lines(T target, F family) {
            this.target = target;
            this.family = family;
        }

        void add(String name, Estimator<? super T, ? super F> estimator) {
            add(name, estimator, MonteCarlo::seed);
        }

        void add(String name, Estimator<? super T, ? super F> estimator, LongFunction<? extends Noise> noise) {
            lines.put(name, () -> estimator.start(target, family, noise.apply(SEED)));
        }
    }

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
        var lines = new Lines<ExprDensity, MeanFieldGaussian>(target, family);
        scoreFunctions(lines);
        lines.add("RaoBlackwell", RaoBlackwell.leaveOneOut(draws));
        var closed = Reparameterization.<MeanFieldGaussian>closedFormEntropy(draws);
        lines.add("Reparameterization", closed);
        lines.add("TotalGradient", TotalGradient.draws(draws));
        lines.add("StickingTheLanding", StickingTheLanding.draws(draws));
        lines.add("LearnedMix", LearnedMix.<MeanFieldGaussian>draws(draws));
        LongFunction<Noise> pairs = seed -> Antithetic.of(MonteCarlo.seed(seed));
        lines.add("Reparameterization, antithetic", closed, pairs);
        lines.add("Reparameterization, Sobol", closed, ScrambledSobol::seed);
        lines.add("StickingTheLanding, antithetic", StickingTheLanding.draws(draws), pairs);
        lines.add("Reparameterization, TaylorControl", ControlVariate.of(closed, new TaylorControl()));
        lines.add(
                "ScoreFunction.leaveOneOut, ScoreControl",
                ControlVariate.running(ScoreFunction.leaveOneOut(draws), new ScoreControl(), 0.99));
        lines.add("MeasureValued", MeasureValued.draws(draws));
        table(name, family, places, lines.lines);
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
        var lines = new Lines<ExprDensity, MeanFieldBernoulli>(target, family);
        scoreFunctions(lines);
        lines.add("RaoBlackwell", RaoBlackwell.leaveOneOut(draws));
        lines.add("DisArm", DisArm.draws(draws));
        lines.add("LocalExpectation", LocalExpectation.<MeanFieldBernoulli>draws(draws));
        var relaxed = new Lines<Relaxable, MeanFieldBernoulli>(Relaxable.binary(target), family);
        relaxed.add("Rebar", Rebar.draws(draws));
        relaxed.add("GumbelSoftmax (biased)", GumbelSoftmax.draws(draws));
        relaxed.add("StraightThrough (biased)", StraightThrough.draws(draws));
        lines.lines.putAll(relaxed.lines);
        table(name, family, places, lines.lines);
    }

    private <T extends LogDensity, F extends Family> void scoreFunctions(Lines<T, F> lines) {
        lines.add("ScoreFunction.plain", ScoreFunction.plain(draws));
        lines.add("ScoreFunction.runningMean", ScoreFunction.runningMean(draws));
        lines.add("ScoreFunction.leaveOneOut", ScoreFunction.leaveOneOut(draws));
        lines.add("VarGrad", VarGrad.draws(draws));
    }

    private void table(
            String target, Family family, Map<String, double[]> places, Map<String, Supplier<Estimation>> lines) {
        System.out.printf("%n%s, %s, %d draws a step%n%n", target, family, draws);
        System.out.println("| estimator | variance per draw, start | … , fit | µs a draw | variance × µs, fit |");
        System.out.println("|---|--:|--:|--:|--:|");
        lines.forEach((name, start) -> {
            List<GradientNoise> noise = new ArrayList<>();
            for (double[] phi : places.values()) {
                noise.add(GradientNoise.of(start.get(), phi, draws, steps));
            }
            double micros = Math.min(noise.get(0).micros(), noise.get(1).micros());
            double fit = noise.get(1).variance();
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %.2f | %s |%n",
                    name,
                    short3(noise.get(0).variance()),
                    short3(fit),
                    micros,
                    short3(fit * micros));
        });
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
