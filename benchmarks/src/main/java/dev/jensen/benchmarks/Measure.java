package dev.jensen.benchmarks;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.UnaryOp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.DoubleAdder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How near the engine comes to the limits of the machine. Each command prints tab-separated lines. */
@Command(name = "limits", mixinStandardHelpOptions = true)
public final class Measure {
    private static final int REPETITIONS = 60;

    private Measure() {}

    /** Runs a command. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Measure()).execute(arguments));
    }

    @Command(name = "machine", description = "Read bandwidth and peak of multiply-adds of this core.")
    int machine() {
        Limits limits = Limits.ofThisCore();
        print("read bandwidth", "%.2f GB/s", limits.readBandwidth() / 1e9);
        print("multiply-adds", "%.2f GFLOP/s", limits.peakFlops() / 1e9);
        return 0;
    }

    @Command(name = "hand", description = "A gradient by the engine and by a loop written by hand, on the same data.")
    int hand(
            @Option(names = "--rows", defaultValue = "102400") int rows,
            @Option(names = "--columns", defaultValue = "100") int columns) {
        SyntheticLogistic logistic = new SyntheticLogistic(rows / 256 * 256, columns);
        ExprDensity density = logistic.inHeap(Plate.of("row", logistic.rows()));
        double[] point = new double[columns + 1];
        double[] value = new double[1];
        double[] gradient = new double[columns + 1];
        double[] tiles = logistic.tiles();
        double[] y = logistic.outcomes();
        double[] beta = new double[columns];
        Limits limits = Limits.ofThisCore();
        int times =
                Math.max(1, 1_000_000 / tiles.length); // short runs together, since reading the clock takes time too
        Runnable byEngine = Stopwatch.times(times, () -> density.gradient(1, point, value, gradient));
        Runnable byHand = Stopwatch.times(times, () -> {
            Arrays.fill(gradient, 0);
            value[0] = limits.logistic(tiles, y, columns, beta, 0, gradient);
        });
        byEngine.run();
        double[] expected = gradient.clone();
        byHand.run();
        for (int i = 0; i < expected.length; i++) {
            if (Math.abs(expected[i] - gradient[i]) > 1e-8 * rows) {
                throw new IllegalStateException("the two gradients differ: " + expected[i] + ", " + gradient[i]);
            }
        }
        WarmUp.of(byEngine);
        WarmUp.of(byHand);
        double engine = Double.POSITIVE_INFINITY;
        double loop = Double.POSITIVE_INFINITY;
        double read = Double.POSITIVE_INFINITY;
        double[] sink = new double[1];
        Runnable byReading = Stopwatch.times(times, () -> sink[0] += limits.sum(tiles));
        WarmUp.of(byReading, 1, 0.5);
        for (int turn = 0; turn < 5; turn++) {
            engine = Math.min(engine, Stopwatch.best(REPETITIONS / 5, byEngine));
            loop = Math.min(loop, Stopwatch.best(REPETITIONS / 5, byHand));
            read = Math.min(read, Stopwatch.best(REPETITIONS / 5, byReading));
        }
        print("engine", "%.1f µs", engine / times * 1e6);
        print("loop by hand", "%.1f µs", loop / times * 1e6);
        print("reading the data once", "%.1f µs", read / times * 1e6);
        print("engine / loop by hand", "%.3f", engine / loop);
        print("share of read bandwidth", "%.3f", read / engine);
        return 0;
    }

    @Command(name = "narrow", description = "A gradient from columns of doubles, of floats, and of 0 and 1.")
    int narrow(
            @Option(names = "--rows", defaultValue = "100000") int rows,
            @Option(names = "--columns", defaultValue = "100") int columns,
            @Option(names = "--draws", defaultValue = "1") int draws) {
        SyntheticLogistic logistic = new SyntheticLogistic(rows, columns);
        Plate plate = Plate.of("row", rows);
        List<ExprDensity> densities = List.of(
                logistic.inHeap(plate),
                logistic.inHeap(plate, x -> (float) x),
                logistic.inHeap(plate, x -> x > 0 ? 1 : 0));
        double[] point = new double[draws * (columns + 1)];
        double[] values = new double[draws];
        double[] gradient = new double[point.length];
        double[] best = new double[densities.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (ExprDensity density : densities) {
            WarmUp.of(() -> density.gradient(draws, point, values, gradient));
        }
        for (int turn = 0; turn < 10; turn++) {
            for (int i = 0; i < best.length; i++) {
                ExprDensity density = densities.get(i);
                double time = Stopwatch.best(20, () -> density.gradient(draws, point, values, gradient));
                best[i] = Math.min(best[i], time);
            }
        }
        String[] kinds = {"doubles", "floats", "0 and 1"};
        for (int i = 0; i < best.length; i++) {
            print(kinds[i], "%.1f µs", best[i] * 1e6);
        }
        print("doubles / floats", "%.2f", best[0] / best[1]);
        print("doubles / 0 and 1", "%.2f", best[0] / best[2]);
        return 0;
    }

    @Command(name = "kernels", description = "Nanoseconds a number of each function, by plain and by vector kernels.")
    int kernels() {
        System.out.println("function\tplain\tvector\tplain / vector");
        for (UnaryOp function : KernelTimes.FUNCTIONS) {
            KernelTimes times = KernelTimes.of(function);
            String name = function.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            double ratio = times.plain() / times.vector();
            System.out.printf(Locale.ROOT, "%s\t%.2f\t%.2f\t%.2f%n", name, times.plain(), times.vector(), ratio);
        }
        return 0;
    }

    @Command(name = "rows", description = "A step on very many rows, all or a minibatch, in the heap or in a file.")
    int rows(
            @Option(names = "--rows", defaultValue = "10000000") int rows,
            @Option(names = "--columns", defaultValue = "10") int columns,
            @Option(names = "--batch", defaultValue = "1024") int batch,
            @Option(names = "--file", description = "X lies there, and is written where it is not") Path file)
            throws IOException {
        double bandwidth = Limits.ofThisCore().readBandwidth(); // its array is garbage before the data come
        SyntheticLogistic logistic = new SyntheticLogistic(rows, columns);
        Plate all = Plate.of("row", rows);
        double full = onAllRows(file == null ? logistic.inHeap(all) : logistic.inFile(all, file));
        Plate plate = all.minibatch(Math.min(batch, rows));
        ExprDensity density = file == null ? logistic.inHeap(plate) : logistic.inFile(plate, file);
        double bytes = 8.0 * rows * columns + rows; // the outcomes are stored as bytes
        Step ofBatch = Step.ofBatches(density, 1);
        WarmUp.of(ofBatch::next);
        double mini = Stopwatch.best(2000, ofBatch::next);
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        print("data", "%.1f MB", bytes / 1e6);
        print("heap in use", "%.1f MB", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
        print("most heap allowed", "%.1f MB", runtime.maxMemory() / 1e6);
        print("step on all rows", "%.2f ms", full * 1e3);
        print("reading the data once", "%.2f ms", bytes / bandwidth * 1e3);
        print("step / reading", "%.3f", full * bandwidth / bytes);
        print("step on a minibatch of " + batch, "%.1f µs", mini * 1e6);
        return 0;
    }

    /** Seconds of a step, of a density that is garbage afterwards: the heap has room for one. */
    private static double onAllRows(ExprDensity density) {
        Step step = Step.of(density, "meanfield", 1);
        WarmUp.of(step::next);
        return Stopwatch.best(35, step::next);
    }

    @Command(
            name = "threads",
            description = "Steps on one and on two threads, on the wall; the results must be the same bits.")
    int threads(
            @Option(names = "--data", required = true, description = "holds a folder for each model") Path folder,
            @Option(names = "--models", split = ",", defaultValue = "logistic_1000x10,logistic_100000x100,gmm,bnn")
                    List<String> models,
            @Option(names = "--draws", defaultValue = "10") int draws,
            @Option(names = "--threads", defaultValue = "2") int threads)
            throws IOException {
        readOnTwoThreads();
        for (String model : models) {
            ExprDensity one = (ExprDensity) Posterior.named(model).density(folder.resolve(model));
            ExprDensity several = one.threads(threads);
            double[] points = new double[draws * one.dimension()];
            for (int i = 0; i < points.length; i++) {
                points[i] = 0.1 * Math.sin(i);
            }
            double[] values = new double[draws];
            double[] gradient = new double[points.length];
            double[] other = new double[points.length];
            Runnable alone = () -> one.gradient(draws, points, values, gradient);
            Runnable together = () -> several.gradient(draws, points, values, other);
            compareThreads(model, draws + " draws", alone, together);
            System.out.println(Arrays.equals(gradient, other) ? "same bits" : "DIFFERENT");
        }
        return 0;
    }

    /** What a second core adds to the bandwidth, which is all that steps bound by it can gain: one thread and two read 128 MB. */
    private static void readOnTwoThreads() {
        Limits limits = Limits.ofThisCore();
        double[] first = new double[1 << 23];
        double[] second = new double[1 << 23];
        DoubleAdder sink = new DoubleAdder();
        compareThreads("reading", "128 MB", () -> sink.add(limits.sum(first) + limits.sum(second)), () -> {
            CompletableFuture<Void> half = CompletableFuture.runAsync(() -> sink.add(limits.sum(second)));
            sink.add(limits.sum(first));
            half.join();
        });
        System.out.println("-");
    }

    private static void compareThreads(String what, String how, Runnable alone, Runnable together) {
        WarmUp.of(alone);
        WarmUp.of(together);
        double single = Double.POSITIVE_INFINITY;
        double several = Double.POSITIVE_INFINITY;
        for (int turn = 0; turn < 12; turn++) {
            single = Math.min(single, Stopwatch.bestOnTheWall(alone));
            several = Math.min(several, Stopwatch.bestOnTheWall(together));
        }
        System.out.printf(
                Locale.ROOT,
                "%s\t%s\t%.1f µs\t%.1f µs\t%.2f times faster\t",
                what,
                how,
                single * 1e6,
                several * 1e6,
                single / several);
    }

    private static void print(String what, String format, double value) {
        System.out.printf(Locale.ROOT, "%s\t" + format + "%n", what, value);
    }
}
