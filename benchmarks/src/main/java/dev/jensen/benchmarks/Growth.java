package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Model;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How the time grows with the work: tables of processor times with the slope between neighbours on a logarithmic scale. 1 is in
 * proportion, less is sharing, and more must have a reason in the mathematics.
 */
@Command(name = "growth", mixinStandardHelpOptions = true)
public final class Growth implements Callable<Integer> {
    private static final double BLOCK = 0.05;
    private static final int BLOCKS = 10;

    @Option(names = "--rows", defaultValue = "1000000", description = "Most rows, up to 10000000 with -Xmx1500m.")
    private int mostRows;

    private double lastSize;
    private double lastTime;

    private Growth() {}

    /** Prints the tables. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Growth()).execute(arguments));
    }

    @Override
    public Integer call() {
        title("rows", "logistic regression of 10 columns, 1 draw: one step");
        for (int rows = 1_000; rows <= mostRows; rows *= 10) {
            line(rows, step(logistic(rows, 10), 1));
        }
        title("columns", "logistic regression of 10,000 rows, 1 draw: one step");
        for (int columns : List.of(10, 30, 100, 300, 1_000)) {
            line(columns, step(logistic(10_000, columns), 1));
        }
        title("draws", "logistic regression of 1,000 rows and 10 columns: one step");
        Differentiable small = logistic(1_000, 10);
        for (int draws = 1; draws <= 256; draws *= 4) {
            line(draws, step(small, draws));
        }
        title("latents", "normal means, one latent a row, 1 draw: one step");
        for (int latents = 10; latents <= 100_000; latents *= 10) {
            line(latents, step(means(latents).density(), 1));
        }
        title("steps of a series", "a random walk of one latent for each step, unrolled, 1 draw: one step");
        for (int steps = 10; steps <= 10_000; steps *= 10) {
            line(steps, step(TimeSeries.LATENTS.model(steps).density(), 1));
        }
        title(
                "steps of a series",
                "the same: from the start of tracing to the first gradient, the JIT compiler being warm");
        for (int steps = 10; steps <= 10_000; steps *= 10) {
            line(steps, layout(steps));
        }
        title("latents", "normal means: the whole fit, told nothing, with its summary");
        for (int latents = 10; latents <= 10_000; latents *= 10) {
            line(latents, fit(latents));
        }
        return 0;
    }

    // ---------------------------------------------------------------- what is timed

    private static Differentiable logistic(int rows, int columns) {
        return new SyntheticLogistic(rows, columns).inHeap(Plate.of("row", rows));
    }

    /** mu ~ N(0, 5), tau ~ HalfNormal(2), z[i] ~ N(0, 1), y[i] ~ N(mu + tau z[i], 1). */
    private static Model means(int latents) {
        double[] y = new Random(1).doubles(latents, -3, 3).toArray();
        return Model.of("means", m -> {
            var row = m.plate("row", latents);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", HalfNormal.of(2));
            var z = m.latent("z", Normal.of(0, 1), row);
            m.observe("y", Normal.of(mu.plus(tau.times(z)), 1), y, row);
        });
    }

    /** Seconds of a step: the best of some blocks, after a warm-up. */
    private static double step(Differentiable density, int draws) {
        Step step = Step.of(density, "meanfield", draws);
        long[] done = new long[1];
        WarmUp.of(
                () -> {
                    step.next();
                    done[0]++;
                },
                2,
                1);
        long begin = now();
        long few = Math.max(1, done[0] / 50);
        for (long i = 0; i < few; i++) {
            step.next();
        }
        long steps = Math.max(1, (long) (BLOCK / seconds(begin) * few));
        double best = Double.POSITIVE_INFINITY;
        for (int block = 0; block < BLOCKS; block++) {
            long start = now();
            for (long i = 0; i < steps; i++) {
                step.next();
            }
            best = Math.min(best, seconds(start) / steps);
        }
        return best;
    }

    private static double layout(int steps) {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < 5; run++) {
            long start = now();
            Differentiable density = TimeSeries.LATENTS.model(steps).density();
            double[] point = new double[density.dimension()];
            density.gradient(1, point, new double[1], new double[point.length]);
            best = Math.min(best, seconds(start));
        }
        return best;
    }

    private static double fit(int latents) {
        double best = Double.POSITIVE_INFINITY;
        double all = 0;
        while (all < 3) {
            long start = now();
            String summary = means(latents).fit().summary().toString();
            if (summary.isEmpty()) {
                throw new IllegalStateException("a fit without a summary");
            }
            all += seconds(start);
            best = Math.min(best, seconds(start));
        }
        return best;
    }

    private static double seconds(long since) {
        return (now() - since) / 1e9;
    }

    /** Processor time of this thread: other programs, the JIT compiler and the collector have no part in it. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    // ---------------------------------------------------------------- what is printed

    private void title(String size, String what) {
        System.out.printf("%n%s%n%s\tmicroseconds\tslope%n", what, size);
        lastSize = 0;
    }

    private void line(double size, double time) {
        String slope = lastSize == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", Math.log(time / lastTime) / Math.log(size / lastSize));
        System.out.printf(Locale.ROOT, "%.0f\t%.2f\t%s%n", size, time * 1e6, slope);
        lastSize = size;
        lastTime = time;
    }
}
