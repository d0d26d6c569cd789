package dev.jensen.optim;

import java.lang.management.ManagementFactory;

/** How much a piece of code allocates, by the JVM's own count for this thread. */
public final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes that {@code code} allocates: the least of four runs, so that what is made once is not counted. */
    public static long bytes(Runnable code) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            code.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
