package dev.jensen.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.jensen.core.density.Cost;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a step of each benchmark model takes, counted instead of timed: the same figures on every machine, which a test holds
 * against those on record. Large models have fewer rows here; their programs are the same.
 */
final class Costs {
    private static final List<Integer> DRAWS = List.of(1, 10);
    private static final int RUNS = 8;
    private static final Path NOWHERE = Path.of("nowhere");

    private Costs() {}

    /** Prints the table, which {@code benchmarks/costs --record} keeps. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(
                "# Counts for a mean-field ELBO step, by benchmarks/costs --record: the gradient's kernel calls, operations"
                        + " on single numbers, passes over rows,\n# numbers of data read and of registers, and the bytes"
                        + " that the step allocates. CostsTest fails where one rises.\n");
        System.out.println(
                String.join("\t", "model", "draws", "calls", "scalars", "passes", "data", "registers", "bytes"));
        for (Row row : rows()) {
            System.out.println(row);
        }
    }

    /**
     * The counts of one model at one number of draws.
     *
     * @param model its name
     * @param cost of the gradient
     * @param bytes that a step allocates on the heap
     */
    record Row(String model, Cost cost, long bytes) {
        /** The counts by name. */
        Map<String, Long> counts() {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("calls", cost.calls());
            counts.put("scalars", cost.scalars());
            counts.put("passes", cost.passes());
            counts.put("data", cost.data());
            counts.put("registers", cost.registers());
            counts.put("bytes", bytes);
            return counts;
        }

        @Override
        public String toString() {
            List<String> fields = new ArrayList<>(List.of(model, Integer.toString(cost.draws())));
            counts().values().forEach(count -> fields.add(count.toString()));
            return String.join("\t", fields);
        }
    }

    private static Map<String, Posterior> posteriors() {
        Map<String, Posterior> posteriors = new LinkedHashMap<>();
        posteriors.put("eight_schools", new EightSchools());
        posteriors.put("logistic_1000x10", new Logistic(1_000, 10));
        posteriors.put("logistic_2000x100", new Logistic(2_000, 100));
        posteriors.put("radon", new Radon());
        posteriors.put("gmm_1000", new GaussianMixture(1_000));
        posteriors.put("gp_40", new GaussianProcess(40));
        posteriors.put("bnn_600x20x10", new NeuralNet(600, 20, 10));
        return posteriors;
    }

    /** Counts everything, on data in a temporary folder. */
    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        Path folder = Files.createTempDirectory("jensen-costs-");
        try {
            for (Map.Entry<String, Posterior> named : posteriors().entrySet()) {
                Path data = Files.createDirectory(folder.resolve(named.getKey()));
                named.getValue().write(data, NOWHERE);
                Differentiable density = named.getValue().density(data);
                add(named.getKey(), density, rows);
            }
            for (TimeSeries series : TimeSeries.values()) {
                add(
                        "series_" + series.name().toLowerCase(Locale.ROOT),
                        series.model(200).density(),
                        rows);
            }
        } finally {
            delete(folder);
        }
        return rows;
    }

    private static void add(String model, Differentiable density, List<Row> rows) {
        if (!(density instanceof ExprDensity expressions)) {
            throw new IllegalArgumentException(model + " is no density of expressions: nothing to count");
        }
        for (int draws : DRAWS) {
            rows.add(new Row(model, expressions.cost(draws), bytes(expressions, draws)));
        }
    }

    /** The least of several steps: what the JVM allocates now and then for itself is not the step's. */
    private static long bytes(Differentiable density, int draws) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            throw new IllegalStateException("this JVM does not count what a thread allocates");
        }
        Step step = Step.of(density, "meanfield", draws);
        step.next();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            step.next();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
