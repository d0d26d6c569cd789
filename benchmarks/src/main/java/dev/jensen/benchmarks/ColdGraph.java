package dev.jensen.benchmarks;

import dev.jensen.core.density.ExprDensity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a fresh JVM takes to trace, differentiate and lay out a model of thousands of scalar nodes, up to the first gradient:
 * a line for {@code benchmarks/growth}, which starts a JVM for each.
 */
public final class ColdGraph {
    private ColdGraph() {}

    /**
     * Prints the series, its steps, the operations on single numbers of a gradient, and seconds: of the clock, and of the
     * processor in this thread.
     *
     * @param arguments the name of a {@link TimeSeries} and the number of steps
     */
    public static void main(String[] arguments) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        TimeSeries series = TimeSeries.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int steps = Integer.parseInt(arguments[1]);
        long processor = threads.getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        ExprDensity density = series.model(steps).density();
        double[] point = new double[density.dimension()];
        Arrays.fill(point, 0.1);
        density.gradient(1, point, new double[1], new double[point.length]);
        double seconds = (System.nanoTime() - clock) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s\t%d\t%d\t%.2f\t%.2f%n",
                arguments[0],
                steps,
                density.cost(1).scalars(),
                seconds,
                busy);
    }
}
