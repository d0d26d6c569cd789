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

    /** Returns the least seconds on the wall, for what several threads do. */
    static double bestOnTheWall(int repetitions, Runnable block) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            block.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    /** Returns the seconds for which the calling thread has kept a core busy. */
    static double processorSeconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}
