package dev.jensen.core.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Several workers that share the chunks of a pass; the calling thread is worker 0.
 *
 * <p>Waking a thread takes longer than a short pass does, and between two passes there are a few microseconds. So a helper
 * that finds nothing to do looks out for more for a moment, and only then goes back to the pool. Passes allocate nothing.
 */
final class Crew {
    /** For how many nanoseconds a thread looks out for work, or for the end of others' work, before it sleeps. */
    private static final long PATIENCE = Runtime.getRuntime().availableProcessors() > 1 ? 100_000 : 0;

    /** Daemons, no more than there are cores beside the caller's; a pool of our own, since helpers stay for a while. */
    private static final ForkJoinPool POOL =
            new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), Crew::thread, null, true);

    private final Helper[] helpers;
    private final AtomicInteger untaken = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Thread sleeper;

    // these two change only while no chunk is taken and not done
    private Frame.@Nullable Pass pass;
    private int chunks;

    Crew(int workers) {
        helpers = new Helper[workers - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("jensen-helper");
        return thread;
    }

    /**
     * Runs every chunk once; returns when all are done. It waits for chunks, not for helpers: one that finds no free
     * thread is not needed, since this thread does what nobody else has taken.
     */
    void run(Frame.Pass next, int number) {
        pass = next;
        chunks = number;
        undone.set(number);
        untaken.set(number);
        for (int i = 0; i < helpers.length && i < number - 1; i++) {
            if (helpers[i].hired.compareAndSet(false, true)) {
                POOL.execute(helpers[i]);
            }
        }
        while (takesOne(0)) {}
        await();
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Waits for the chunks that others have taken. */
    private void await() {
        long since = System.nanoTime();
        boolean interrupted = false;
        while (undone.get() > 0) {
            if (System.nanoTime() - since < PATIENCE) {
                Thread.onSpinWait();
                continue;
            }
            sleeper = Thread.currentThread();
            if (undone.get() > 0) {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        sleeper = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does a chunk that nobody has taken, if there is one. */
    private boolean takesOne(int worker) {
        int left = untaken.get();
        while (left > 0) {
            if (untaken.compareAndSet(left, left - 1)) {
                run(worker, left);
                return true;
            }
            left = untaken.get();
        }
        return false;
    }

    private void run(int worker, int left) {
        try {
            Frame.Pass mine = pass;
            if (mine != null) {
                mine.run(worker, chunks - left);
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
        } finally {
            if (undone.decrementAndGet() == 0) {
                LockSupport.unpark(sleeper);
            }
        }
    }

    /**
     * A worker other than the caller: it comes when called, if a thread is free, and leaves when there is nothing more to do. As a task
     * that never completes it can be handed to the pool again and again, without the object that the pool puts around a runnable.
     */
    @SuppressWarnings("serial") // tasks are, but this one stays here
    private final class Helper extends ForkJoinTask<@Nullable Void> {
        final AtomicBoolean hired = new AtomicBoolean();
        private final int worker;

        Helper(int worker) {
            this.worker = worker;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}

        @Override
        protected boolean exec() {
            do {
                long since = System.nanoTime();
                while (untaken.get() > 0 || mayStay(since)) {
                    if (takesOne(worker)) {
                        since = System.nanoTime();
                    } else {
                        Thread.onSpinWait();
                    }
                }
                hired.set(false);
            } while (untaken.get() > 0 && hired.compareAndSet(false, true)); // what came in between
            return false;
        }

        /** Until it has had nothing to do for long enough, or another crew waits for the thread. */
        private boolean mayStay(long since) {
            return System.nanoTime() - since < PATIENCE && !POOL.hasQueuedSubmissions();
        }
    }
}
