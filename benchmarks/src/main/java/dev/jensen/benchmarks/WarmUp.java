package dev.jensen.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Runs until the just-in-time compiler has nothing more to do: kernels begin plain and give way to vectors, and each is compiled. */
final class WarmUp {
    private static final double LONGEST = 30;

    private WarmUp() {}

    /**
     * Repeats a block for six seconds, and until the compiler has been silent for three; for thirty at most. Kernels that save little a
     * step give way late.
     *
     * @param block short beside a second
     */
    static void of(Runnable block) {
        of(block, 6, 3);
    }

    /**
     * The same with other times.
     *
     * @param block short beside a second
     * @param shortest seconds at least
     * @param silence seconds without the compiler
     */
    static void of(Runnable block, double shortest, double silence) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        long silentSince = start;
        long compiled = -1;
        while (seconds(start) < shortest || (seconds(silentSince) < silence && seconds(start) < LONGEST)) {
            block.run();
            long now = compiler.getTotalCompilationTime();
            if (now != compiled) {
                compiled = now;
                silentSince = System.nanoTime();
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
