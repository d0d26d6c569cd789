package dev.jensen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Jensen's side of {@code benchmarks/compare}: writes the data that both sides read, and times a step. */
@Command(name = "Compare", mixinStandardHelpOptions = true)
public final class Compare {
    private static final int BLOCKS = 5;

    /** Numbers that are read beside steps: far more than caches hold. */
    private static final int READ = 1 << 23;

    @Option(names = "--model", required = true, scope = CommandLine.ScopeType.INHERIT)
    private String model = "";

    private Compare() {}

    /** Runs {@code data} or {@code time}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Command(name = "data", description = "Writes the data of a model into a folder.")
    int data(
            @Option(names = "--to", required = true) Path folder,
            @Option(names = "--posteriordb", defaultValue = "../shared/posteriordb") Path posteriordb)
            throws IOException {
        Files.createDirectories(folder);
        System.out.println(Posterior.named(model).write(folder, posteriordb));
        return 0;
    }

    @Command(name = "time", description = "Times a step: warm up, then the best of 5 blocks. Prints a line of JSON.")
    int time(
            @Option(names = "--data", required = true) Path folder,
            @Option(names = "--draws", defaultValue = "1") int draws,
            @Option(names = "--family", defaultValue = "meanfield") String family,
            @Option(names = "--steps", defaultValue = "200", description = "Steps in a block.") int steps,
            @Option(
                            names = "--read",
                            description = "After each block, read 64 MB as often: the bandwidth beside the step.")
                    boolean read)
            throws IOException {
        long begin = System.nanoTime();
        Step step = Step.of(Posterior.named(model).density(folder), family, draws);
        double buildSeconds = seconds(begin);
        WarmUp.of(() -> block(step, steps));
        double[] data = new double[read ? READ : 0];
        Limits limits = read ? Limits.ofThisCore() : null;
        if (limits != null) {
            WarmUp.of(() -> limits.sum(data));
        }
        double best = Double.POSITIVE_INFINITY;
        double reading = Double.POSITIVE_INFINITY;
        double negativeElbo = 0;
        double sink = 0;
        for (int i = 0; i < BLOCKS; i++) {
            long start = System.nanoTime();
            negativeElbo = block(step, steps);
            best = Math.min(best, seconds(start));
            start = System.nanoTime();
            for (int j = 0; limits != null && j < steps; j++) {
                sink += limits.sum(data);
            }
            reading = Math.min(reading, seconds(start));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"model\": \"%s\", \"draws\": %d, \"family\": \"%s\", \"us_per_step\": %.3f, \"build_s\": %.3f, "
                        + "\"java\": \"%s\", \"negative_elbo\": %.6f, \"read_gb_s\": %.3f}%n",
                model,
                draws,
                family,
                best / steps * 1e6,
                buildSeconds,
                Runtime.version(),
                negativeElbo,
                sink == Double.POSITIVE_INFINITY ? 0 : 8e-9 * data.length * steps / reading);
        return 0;
    }

    private static double block(Step step, int steps) {
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += step.next();
        }
        return sum / steps;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
