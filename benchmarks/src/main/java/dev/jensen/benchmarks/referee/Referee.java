package dev.jensen.benchmarks.referee;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits reference posteriors and prints how far off the fits are: the command {@code benchmarks/referee}. */
@Command(
        name = "referee",
        mixinStandardHelpOptions = true,
        description = "Fits posteriors whose moments are known, and prints a tab-separated line for each fit.")
public final class Referee implements Callable<Integer> {
    private static final List<String> METHODS = List.of("meanfield", "fullrank", "default");
    private static final int GAUSSIAN_DRAWS = 1 << 15;
    private static final long ELBO_SEED = 20261121;
    private static final List<String> HEAD = List.of(
            "posterior",
            "method",
            "seed",
            "elbo",
            "gap",
            "mean_error",
            "least_sd_ratio",
            "greatest_sd_ratio",
            "khat",
            "verdict",
            "gradients",
            "seconds",
            "values",
            "at",
            "elbo_se",
            "above_evidence");

    @Option(names = "--posteriors", split = ",", description = "Which; default: all.")
    private List<String> posteriors = List.of();

    @Option(
            names = "--methods",
            split = ",",
            description = "Of meanfield, fullrank, default; default ${DEFAULT-VALUE}.")
    private List<String> methods = List.of("default");

    @Option(names = "--seeds", description = "How many seeds, from 1 on; default ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(names = "--first-seed", description = "Where seeds begin; default ${DEFAULT-VALUE}.")
    private int firstSeed = 1;

    @Option(
            names = "--dir",
            description = "Folder of references, and of model classes of one's own; default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("../shared/posteriordb");

    @Option(
            names = "--targets",
            description = "Instead of posteriors: hard, densities with known moments that are hard on a Gaussian.")
    private String targets = "";

    @Option(names = "--summary", description = "Prints each fit's summary too.")
    private boolean showsSummary;

    @Spec
    private @Nullable CommandSpec command;

    private Referee() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Referee()).setExecutionExceptionHandler((error, line, parsed) -> {
            line.getErr().println(error.getMessage());
            return 1;
        });
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        if (!targets.isEmpty()) {
            if (!targets.equals("hard")) {
                throw new IllegalArgumentException("no targets \"" + targets + "\"; there are hard");
            }
            HardTargets.print(out, firstSeed, seeds);
            return 0;
        }
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException(
                        "no method \"" + method + "\"; there are " + String.join(", ", METHODS));
            }
        }
        out.println(String.join("\t", HEAD));
        EvidenceBound bound = new EvidenceBound();
        Posteriors all = Posteriors.in(folder);
        for (String name : posteriors.isEmpty() ? all.names() : posteriors) {
            Reference reference = all.reference(name);
            Differentiable density = all.density(reference);
            for (String method : methods) {
                for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
                    out.println(line(reference, density, method, seed, bound));
                    out.flush();
                }
            }
        }
        bound.report().ifPresent(Objects.requireNonNull(command).commandLine().getErr()::println);
        return bound.holds() ? 0 : 1;
    }

    private String line(Reference reference, Differentiable density, String method, int seed, EvidenceBound bound) {
        Counted counted = Counted.of(density);
        String key = reference.name() + "\t" + method + "\t" + seed + "\t";
        long begin = System.nanoTime();
        Fit fit;
        Summary summary;
        try {
            fit = fitting(counted, method).seed(seed).fit();
            summary = fit.summary();
        } catch (ArithmeticException | IllegalArgumentException e) {
            return key + "failed: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        boolean isGaussian = !method.equals("default");
        Agreement agreement = isGaussian
                ? Agreement.ofOneMode(reference, evenDraws(fit).summary())
                : Agreement.of(reference, summary);
        Estimate elbo = isGaussian ? elbo(fit, density) : fit.elbo();
        double gap = optimalElbo(reference, method) - elbo.value();
        if (showsSummary) {
            System.err.println(summary);
        }
        return key
                + String.format(
                        Locale.ROOT,
                        "%.3f\t%.3f\t%.4f\t%.4f\t%.4f\t%.2f\t%s\t%d\t%.3f\t%d\t%s\t%.4f\t%.2f",
                        elbo.value(),
                        gap,
                        agreement.meanError(),
                        agreement.leastRatio(),
                        agreement.greatestRatio(),
                        kHat(fit),
                        verdict(fit),
                        counted.gradients,
                        seconds,
                        counted.values,
                        agreement.worst(),
                        elbo.standardError(),
                        bound.above(reference, method + ", seed " + seed, elbo));
    }

    /** The ELBO of q to 0.01 nats or so, which the fit's own 2,048 independent draws do not tell. */
    private static Estimate elbo(Fit fit, Differentiable density) {
        return Elbo.estimate(density, fit.family(), fit.parameters(), GAUSSIAN_DRAWS, new ScrambledSobol(ELBO_SEED, 0));
    }

    /** Draws from q whose means and standard deviations have errors of some 0.001, not the 0.005 of as many independent ones. */
    static Draws evenDraws(Fit fit) {
        Pathwise q = (Pathwise) fit.family();
        double[] noise = new double[GAUSSIAN_DRAWS * q.noiseDimension()];
        new MomentMatched(new ScrambledSobol(ELBO_SEED, 1)).fill(0, GAUSSIAN_DRAWS, q.noiseDimension(), noise);
        double[] z = new double[GAUSSIAN_DRAWS * q.dimension()];
        q.draw(fit.parameters(), GAUSSIAN_DRAWS, noise, z);
        Variables variables = Variables.of(fit.target());
        double[] values = new double[GAUSSIAN_DRAWS * variables.constrainedDimension()];
        variables.constrain(GAUSSIAN_DRAWS, z, values);
        return Draws.of(variables.list(), GAUSSIAN_DRAWS, values);
    }

    private static DefaultFit fitting(Differentiable density, String method) {
        DefaultFit fitting = DefaultFit.of(density).budget(Duration.ofMinutes(5));
        return switch (method) {
            case "meanfield" -> fitting.meanField();
            case "fullrank" -> fitting.fullRank();
            default -> fitting;
        };
    }

    private static double kHat(Fit fit) {
        return fit.verdict().map(verdict -> verdict.diagnosis().kHat()).orElse(Double.NaN);
    }

    private static String verdict(Fit fit) {
        return fit.verdict().map(Verdict::word).orElse("-");
    }

    /** The best ELBO of a Gaussian; of the default, which may be more than a Gaussian, the full-rank one's. */
    private static double optimalElbo(Reference reference, String method) {
        return reference
                .optimum()
                .object(method.equals("meanfield") ? "mf" : "fr")
                .number("elbo", Double.NaN);
    }
}
