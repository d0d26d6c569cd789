package dev.jensen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The ELBO step under JMH; with {@code -prof gc} it shows what a step allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx320m", "--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {

    /** A posterior of {@code benchmarks/compare}. */
    @Param({"eight_schools", "logistic_1000x10", "logistic_100000x100", "radon", "gmm", "gp", "bnn"})
    public String model = "";

    /** Draws per step. */
    @Param({"1", "10"})
    public int draws;

    /** The variational family. */
    @Param("meanfield")
    public String family = "";

    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // by start()
    private Step step;

    /** Writes the data, reads them back and builds the density. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        folder = Files.createTempDirectory("jensen-step-");
        Posterior posterior = Posterior.named(model);
        posterior.write(folder, Path.of("../shared/posteriordb"));
        step = Step.of(posterior.density(folder), family, draws);
    }

    /** Removes the data. */
    @TearDown(Level.Trial)
    public void clean() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One ELBO step. */
    @Benchmark
    public double step() {
        return step.next();
    }
}
