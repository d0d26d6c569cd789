package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Beats;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.ChainAgreement;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.SamplerStart;
import dev.jensen.core.fit.Summary;
import dev.jensen.optim.Loop;
import dev.jensen.optim.stop.CtrlC;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A short run of Markov chains that begin at draws from a fit and measure by its covariance: they leave q's law for the posterior's, and
 * how far the moments move meanwhile says how wrong the fit is at least, and, once the chains agree, at most. Immutable: each method
 * returns another configuration.
 *
 * <pre>{@code
 * System.out.println(McmcCheck.of(fit).run());
 * }</pre>
 *
 * <p>Like importance weights, chains that begin in q see no mode that q has no draw in.
 */
public final class McmcCheck {
    private static final int CHAINS = 8;
    private static final int WARMUP = 100;
    private static final int KEPT = 250;
    private static final int FEWEST_KEPT = 20;
    private static final int AHEAD = 10; // transitions

    private final Fit fit;
    private final Differentiable target;
    private final int chains;
    private final int warmup;
    private final int kept;
    private final long seed;
    private final Loop loop;

    private McmcCheck(Fit fit, Differentiable target, int chains, int warmup, int kept, long seed, Loop loop) {
        this.fit = fit;
        this.target = target;
        this.chains = chains;
        this.warmup = warmup;
        this.kept = kept;
        this.seed = seed;
        this.loop = loop;
    }

    /**
     * Begins with 8 chains of 100 transitions to warm up and 250 to keep, and the fit's seed.
     *
     * @throws IllegalArgumentException if the fit's target has no gradient
     */
    public static McmcCheck of(Fit fit) {
        if (!(fit.target() instanceof Differentiable target)) {
            throw new IllegalArgumentException(
                    "Markov chains here need the gradient of the log density, which this fit's target does not know: state"
                            + " it with expressions, or sum its discrete latents out");
        }
        return new McmcCheck(fit, target, CHAINS, WARMUP, KEPT, fit.origin().seed(), Loop.endless());
    }

    /**
     * Takes another number of chains, which run side by side.
     *
     * @param count at least 2, so that they can disagree
     */
    public McmcCheck chains(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("chains must be at least 2, so that they can disagree: " + count);
        }
        return new McmcCheck(fit, target, count, warmup, kept, seed, loop);
    }

    /**
     * Takes chains of another length.
     *
     * @param adapting transitions whose points are not kept, at least 0
     * @param staying transitions whose points are, at least 20
     */
    public McmcCheck transitions(int adapting, int staying) {
        if (adapting < 0 || staying < FEWEST_KEPT) {
            throw new IllegalArgumentException(
                    "chains need at least 0 transitions of warm-up and 20 to keep: " + adapting + " and " + staying);
        }
        return new McmcCheck(fit, target, chains, adapting, staying, seed, loop);
    }

    /** Takes another seed: the same seed gives the same bits, on any number of threads. */
    public McmcCheck seed(long another) {
        return new McmcCheck(fit, target, chains, warmup, kept, another, loop);
    }

    /** Ends all chains after this time; the answer is of what they have kept by then, as many transitions as the shortest. */
    public McmcCheck budget(Duration time) {
        return with(loop.budget(time));
    }

    /** Ends all chains once this is true, in the same way. */
    public McmcCheck cancel(BooleanSupplier cancelled) {
        return with(loop.cancel(cancelled));
    }

    /** Ends all chains on Ctrl-C or SIGTERM, in the same way; as {@link Steerable#stopOnCtrlC}. */
    public McmcCheck stopOnCtrlC() {
        return with(loop.stop(CtrlC.usual()));
    }

    private McmcCheck with(Loop another) {
        return new McmcCheck(fit, target, chains, warmup, kept, seed, another);
    }

    /**
     * Runs the chains side by side, and compares.
     *
     * @throws IllegalStateException if they were ended before each had kept 20 transitions
     */
    public ChainAgreement run() {
        SamplerStart start = SamplerStart.of(fit, chains, seed);
        Nuts sampler = Nuts.of(target, start.mean(), start.covariance());
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Nuts.Chain> runs = run(sampler, start.starts(), seeds.longs(chains).toArray());
        int kept = runs.stream()
                .mapToInt(chain -> chain.draws().length / target.dimension())
                .min()
                .orElse(0);
        if (kept < FEWEST_KEPT) {
            throw new IllegalStateException("the chains were ended when the shortest had kept " + kept
                    + " transitions, which are too few to compare: allow more time, or fewer transitions to warm up");
        }
        Variables variables = Variables.of(target);
        int width = variables.constrainedDimension();
        double[][] values = new double[chains][kept * width];
        for (int c = 0; c < chains; c++) {
            variables.constrain(kept, runs.get(c).draws(), values[c]);
        }
        List<ChainAgreement.Row> rows = new ArrayList<>();
        List<Summary.Row> answers = fit.summary().rows();
        for (int k = 0; k < width; k++) {
            Summary.Row answer = answers.get(k);
            double[][] chain = new double[chains][kept];
            for (int c = 0; c < chains; c++) {
                for (int t = 0; t < kept; t++) {
                    chain[c][t] = values[c][t * width + k];
                }
            }
            ChainAgreement.Row row =
                    ChainAgreement.Row.of(answer.name(), answer.mean(), answer.sd(), answer.mcse(), chain);
            if (row.sd() > 0) { // and not a constant, as the diagonal of a correlation matrix
                rows.add(row);
            }
        }
        int divergences = runs.stream().mapToInt(Nuts.Chain::divergences).sum();
        long gradients = runs.stream().mapToLong(Nuts.Chain::gradients).sum();
        return new ChainAgreement(rows, chains, kept, divergences, gradients);
    }

    /** A thread a chain, none of which is more than a few transitions ahead of another, so that one end cuts all short alike. */
    private List<Nuts.Chain> run(Nuts sampler, double[][] starts, long[] seeds) {
        ExecutorService pool = Executors.newFixedThreadPool(chains, work -> {
            Thread thread = new Thread(work, "jensen-chain");
            thread.setDaemon(true);
            return thread;
        });
        Phaser together = new Phaser(chains);
        try (Beats beats = new Beats(loop)) {
            List<Future<Nuts.Chain>> futures = new ArrayList<>();
            for (int c = 0; c < chains; c++) {
                double[] from = starts[c];
                long own = seeds[c];
                futures.add(pool.submit(() -> {
                    AtomicInteger taken = new AtomicInteger();
                    try {
                        return sampler.run(from, warmup, kept, own, () -> {
                            if (taken.incrementAndGet() % AHEAD == 0) {
                                together.arriveAndAwaitAdvance();
                            }
                            return beats.goesOn();
                        });
                    } finally {
                        together.arriveAndDeregister();
                    }
                }));
            }
            List<Nuts.Chain> runs = new ArrayList<>();
            for (Future<Nuts.Chain> future : futures) {
                runs.add(outcome(future, pool));
            }
            return runs;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits; an interrupt of this thread is passed on to all chains, which end with what they have. */
    private static Nuts.Chain outcome(Future<Nuts.Chain> future, ExecutorService pool) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                    pool.shutdownNow();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("a chain failed: " + e.getCause(), e.getCause());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
