package dev.jensen.core.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Several workers that share the chunks of a pass; the calling thread is worker 0. */
final class Crew {
    private final int workers;
    private final Executor executor;

    Crew(int workers) {
        this.workers = workers;
        this.executor = ForkJoinPool.commonPool();
    }

    /**
     * Runs every chunk once; returns when all are done. It waits for chunks, not for helpers: one that finds no free
     * thread, as inside a task of the same pool, is not needed, since this thread does what nobody else has taken.
     */
    void run(Frame.Pass pass, int chunks) {
        int helpers = Math.min(workers, chunks) - 1;
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(chunks);
        for (int worker = 1; worker <= helpers; worker++) {
            int self = worker;
            executor.execute(() -> work(pass, self, chunks, next, failure, done));
        }
        work(pass, 0, chunks, next, failure, done);
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void work(
            Frame.Pass pass,
            int worker,
            int chunks,
            AtomicInteger next,
            AtomicReference<Throwable> failure,
            CountDownLatch done) {
        for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
            try {
                pass.run(worker, chunk);
            } catch (RuntimeException | Error e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        }
    }
}
