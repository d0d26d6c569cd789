package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.ChainAgreement;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.SamplerStart;
import dev.jensen.core.fit.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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

    private final Fit fit;
    private final Differentiable target;
    private final int chains;
    private final int warmup;
    private final int kept;
    private final long seed;

    private McmcCheck(Fit fit, Differentiable target, int chains, int warmup, int kept, long seed) {
        this.fit = fit;
        this.target = target;
        this.chains = chains;
        this.warmup = warmup;
        this.kept = kept;
        this.seed = seed;
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
        return new McmcCheck(fit, target, CHAINS, WARMUP, KEPT, fit.origin().seed());
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
        return new McmcCheck(fit, target, count, warmup, kept, seed);
    }

    /**
     * Takes chains of another length.
     *
     * @param adapting transitions whose points are not kept, at least 0
     * @param staying transitions whose points are, at least 20
     */
    public McmcCheck transitions(int adapting, int staying) {
        if (adapting < 0 || staying < 20) {
            throw new IllegalArgumentException(
                    "chains need at least 0 transitions of warm-up and 20 to keep: " + adapting + " and " + staying);
        }
        return new McmcCheck(fit, target, chains, adapting, staying, seed);
    }

    /** Takes another seed: the same seed gives the same bits, on any number of threads. */
    public McmcCheck seed(long another) {
        return new McmcCheck(fit, target, chains, warmup, kept, another);
    }

    /** Runs the chains side by side, and compares. */
    public ChainAgreement run() {
        SamplerStart start = SamplerStart.of(fit, chains, seed);
        Nuts sampler = Nuts.of(target, start.mean(), start.covariance());
        SplittableRandom seeds = new SplittableRandom(seed);
        long[] own = seeds.longs(chains).toArray();
        List<Nuts.Chain> runs = IntStream.range(0, chains)
                .parallel()
                .mapToObj(c -> sampler.run(start.starts()[c], warmup, kept, own[c]))
                .toList();
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
}
