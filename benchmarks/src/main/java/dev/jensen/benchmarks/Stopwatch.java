package dev.jensen.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Best times of short blocks: on a machine that others use, the least is what the code needs. */
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Stopwatch() {}

    /** Returns the least seconds that a block kept the calling thread's core busy; time spent waiting for the core is left out. */
    static double best(int repetitions, Runnable block) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repetitions; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            block.run();
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
        }
        return best;
    }

    /** Returns a block of several runs. */
    static Runnable times(int count, Runnable run) {
        return () -> {
            for (int i = 0; i < count; i++) {
                run.run();
            }
        };
    }

    /** Returns the least seconds that a run takes on the wall, for what several threads do: runs of a fifth of a second, in blocks. */
    static double bestOnTheWall(Runnable run) {
        double best = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        int together = 1;
        while (System.nanoTime() - begin < 200_000_000L) {
            long start = System.nanoTime();
            for (int i = 0; i < together; i++) {
                run.run();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.min(best, seconds / together);
            together = seconds < 1e-3 ? 2 * together : together; // a clock's tick is nothing beside a block
        }
        return best;
    }

    /** Returns the seconds for which the calling thread has kept a core busy. */
    static double processorSeconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}
