package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Beats;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Loop;
import dev.jensen.optim.stop.CtrlC;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several runs of an algorithm side by side, from different starts, so that an optimum which is only local shows. Immutable: each
 * method returns another configuration. The result is the same bits on any number of threads.
 *
 * <pre>{@code
 * Optima optima = Restarts.of(CoordinateAscent.of(model.conjugacy())::fit, 8).fit(1);
 * System.out.println(optima);
 * Fit both = optima.stacked();
 * }</pre>
 */
public final class Restarts {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);
    private static final double RADIUS = 2;
    private static final long LOOK_MILLIS = 20;

    private final Run run;
    private final int dimension; // 0 where runs choose their own starts
    private final int starts;
    private final int threads;
    private final Loop loop;

    private Restarts(Run run, int dimension, int starts, int threads, Loop loop) {
        this.run = run;
        this.dimension = dimension;
        this.starts = starts;
        this.threads = threads;
        this.loop = loop;
    }

    /** One run from a start. */
    @FunctionalInterface
    public interface Run {
        /**
         * Runs.
         *
         * @param start coordinates to begin about, the run's own
         * @param seed of the run
         */
        Fit fit(double[] start, long seed);
    }

    /**
     * Runs an algorithm whose start is a matter of its seed.
     *
     * @param algorithm from a seed to a fit; called from several threads at once
     * @param starts how many runs, at least 2
     */
    public static Restarts of(LongFunction<Fit> algorithm, int starts) {
        return of((start, seed) -> algorithm.apply(seed), 0, starts);
    }

    /**
     * Runs an algorithm that is told where to begin: uniform between −2 and 2 in each coordinate.
     *
     * @param algorithm from a start and a seed to a fit; called from several threads at once
     * @param dimension of the target
     * @param starts how many runs, at least 2
     */
    public static Restarts of(Run algorithm, int dimension, int starts) {
        if (starts < 2) {
            throw new IllegalArgumentException("Restarts needs at least 2 starts: " + starts);
        }
        return new Restarts(algorithm, dimension, starts, Runtime.getRuntime().availableProcessors(), Loop.endless());
    }

    /**
     * Takes another number of threads than there are cores; the result does not depend on it.
     *
     * @param count at least 1
     */
    public Restarts threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Restarts needs at least 1 thread: " + count);
        }
        return new Restarts(run, dimension, starts, count, loop);
    }

    /** Ends all runs after this time: those that have begun answer with the best so far, marked as such, and the others are left out. */
    public Restarts budget(Duration time) {
        return with(loop.budget(time));
    }

    /** Ends all runs once this is true, in the same way. */
    public Restarts cancel(BooleanSupplier cancelled) {
        return with(loop.cancel(cancelled));
    }

    /** Ends all runs on Ctrl-C or SIGTERM, in the same way; as {@link Steerable#stopOnCtrlC}. */
    public Restarts stopOnCtrlC() {
        return with(loop.stop(CtrlC.usual()));
    }

    private Restarts with(Loop another) {
        return new Restarts(run, dimension, starts, threads, another);
    }

    /**
     * Runs all. A run that fails is left out, with a warning that says why.
     *
     * @param seed of starts and runs: the same seed gives the same bits
     * @throws IllegalArgumentException if every run fails: why the first did
     */
    public Optima fit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Callable<Fit>> runs = new ArrayList<>();
        for (int k = 0; k < starts; k++) {
            double[] start = random.doubles(dimension, -RADIUS, RADIUS).toArray();
            long own = k == 0 ? seed : random.nextLong();
            runs.add(() -> run.fit(start, own));
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, starts), work -> {
            Thread thread = new Thread(work, "jensen-restart");
            thread.setDaemon(true);
            return thread;
        });
        try (Beats beats = new Beats(loop)) {
            List<Future<Fit>> futures = new ArrayList<>();
            for (Callable<Fit> each : runs) {
                futures.add(pool.submit(each));
            }
            boolean isInterrupted = await(futures, pool, beats);
            Optima optima = collected(futures);
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            return optima;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits until all are done, and interrupts them where the loop says that it is enough, or this thread is interrupted itself. */
    private static boolean await(List<Future<Fit>> futures, ExecutorService pool, Beats beats) {
        boolean isEnough = false;
        boolean isInterrupted = false;
        for (Future<Fit> future : futures) {
            while (!future.isDone()) {
                try {
                    future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (TimeoutException | ExecutionException | CancellationException e) {
                    LOG.trace("{}", e.toString()); // those that failed are told of once all are done
                }
                if (!isEnough && !future.isDone() && (isInterrupted || !beats.goesOn())) {
                    isEnough = true;
                    pool.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
                }
            }
        }
        return isInterrupted;
    }

    private static Optima collected(List<Future<Fit>> runs) {
        List<Fit> fits = new ArrayList<>();
        Throwable first = null;
        for (int k = 0; k < runs.size(); k++) {
            try {
                fits.add(runs.get(k).get());
            } catch (CancellationException e) {
                LOG.warn("run {} of {} had not begun at the end, and is left out", k + 1, runs.size());
            } catch (InterruptedException e) {
                throw new AssertionError("nobody waits for what is done", e);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof Error error) {
                    throw error;
                }
                LOG.warn("run {} of {} failed, and is left out: {}", k + 1, runs.size(), String.valueOf(cause));
                first = first == null ? cause : first;
            }
        }
        if (fits.isEmpty()) {
            throw new IllegalArgumentException(
                    "every one of " + runs.size() + " runs failed, the first with: " + first, first);
        }
        return Optima.of(fits);
    }
}
