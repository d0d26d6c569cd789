package dev.jensen.optim.stop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C ends the run and not the answer: when the JVM is told to shut down, asks the loop to stop and waits a moment for
 * the best result so far to be used.
 *
 * <pre>{@code
 * try (var ctrlC = ShutdownCancel.waitingAtMost(Duration.ofSeconds(5))) {
 *     Minimum minimum = descent.cancel(ctrlC).from(start);
 *     print(minimum);   // also after Ctrl-C, with ending CANCELLED
 * }
 * }</pre>
 *
 * May be shared by several runs; thread-safe.
 */
public final class ShutdownCancel implements BooleanSupplier, AutoCloseable {
    private final CountDownLatch used = new CountDownLatch(1);
    private final Duration patience;
    private final Thread hook = new Thread(this::askAndWait, "jensen-shutdown-cancel");
    private volatile boolean asked;

    private ShutdownCancel(Duration patience) {
        this.patience = patience;
    }

    /**
     * Listens for the shutdown until closed.
     *
     * @param patience how long the shutdown waits for {@link #close}
     */
    public static ShutdownCancel waitingAtMost(Duration patience) {
        ShutdownCancel cancel = new ShutdownCancel(patience);
        Runtime.getRuntime().addShutdownHook(cancel.hook);
        return cancel;
    }

    /** Whether the loop should stop. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    /** What the shutdown does. */
    void askAndWait() {
        asked = true;
        try {
            used.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The result has been used: a shutdown need not wait any longer. */
    @Override
    public void close() {
        used.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                return; // the hook is running, and need not wait any more
            }
        }
    }
}
