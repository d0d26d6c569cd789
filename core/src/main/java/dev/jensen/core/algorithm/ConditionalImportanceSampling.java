package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hierarchy.ConditionalLaplace;
import dev.jensen.core.algorithm.hierarchy.Structure;
import dev.jensen.core.algorithm.importance.DefensiveNoise;
import dev.jensen.core.algorithm.importance.StudentMixture;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Separable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Importance sampling for models with many local effects: the globals are drawn from q with heavier tails, and every small block of local
 * effects from its own normal approximation given these (Laplace's, as in Rue, Martino and Chopin, "Approximate Bayesian inference for
 * latent Gaussian models by using integrated nested Laplace approximations", JRSS B 71, 2009, but weighed and so exact in the limit). In
 * hundreds of dimensions the weights then vary with the globals only. Which coordinates are global and which blocks are independent given
 * these is read from the target's graph. Up to twelve globals are drawn again from a mixture fitted to the weights, twice at most.
 * Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit corrected = ConditionalImportanceSampling.through(fit).fit();
 * }</pre>
 */
public final class ConditionalImportanceSampling {
    private static final int DRAWS = 4096;
    private static final int MOMENT_DRAWS = 8192;
    private static final int MOST_ADAPTED = 12;
    private static final int ROUNDS = 2;
    private static final long STREAM = 19;

    private final Fit fit;
    private final Differentiable target;
    private final Structure structure;
    private final int draws;

    private ConditionalImportanceSampling(Fit fit, Differentiable target, Structure structure, int draws) {
        this.fit = fit;
        this.target = target;
        this.structure = structure;
        this.draws = draws;
    }

    /**
     * Begins with 4,096 draws.
     *
     * @param fit of any continuous family, whose first two moments are taken
     * @throws IllegalArgumentException if the target says nothing of its structure, has no gradient, or no blocks of local effects
     */
    public static ConditionalImportanceSampling through(Fit fit) {
        if (!(fit.target() instanceof Separable separable && fit.target() instanceof Differentiable target)) {
            throw new IllegalArgumentException(
                    "conditional importance sampling reads the target's terms, which this one does not tell: state it as a model, or with"
                            + " LogDensity.of(d, z -> …)");
        }
        int[] hidden = Coordinates.hidden(Variables.of(fit.target()), target.dimension());
        Structure structure = Structure.of(separable, hidden)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the target has no globals and small blocks that are independent given these: use ImportanceSampling, or"
                                + " AdaptiveImportanceSampling"));
        return new ConditionalImportanceSampling(fit, target, structure, DRAWS);
    }

    /**
     * Takes another number of draws.
     *
     * @param another at least 100; a power of two is best
     */
    public ConditionalImportanceSampling draws(int another) {
        if (another < 100) {
            throw new IllegalArgumentException("importance sampling needs at least 100 draws: " + another);
        }
        return new ConditionalImportanceSampling(fit, target, structure, another);
    }

    /** Returns the coordinates that are drawn from q; a new array. All others are in blocks of at most three. */
    public int[] globals() {
        return structure.globals();
    }

    /**
     * Returns the fit with weighted points, and the verdict on them.
     *
     * @throws IllegalArgumentException if log p̃ is not finite at any draw
     */
    public Fit fit() {
        long seed = fit.origin().seed();
        int count = structure.globals().length;
        FittedNormal q = ordered();
        DefensiveNoise noise = DefensiveNoise.of(draws, q.dimension(), count, seed, STREAM);
        double[] globals = new double[draws * count];
        double[] log = new double[draws];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(noise.epsilon(), s * q.dimension(), globals, s * count, count);
            log[s] = noise.excess()[s] + standard(globals, s, count);
        }
        Optional<Weighed> best = weighed(q, globals, log, noise.epsilon());
        int rounds = count <= MOST_ADAPTED ? ROUNDS : 0;
        Optional<Weighed> last = best;
        for (int round = 0; round < rounds && last.isPresent() && !last.get().isEnough(); round++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + 20 + round);
            double[] weights = last.get().points().weights().weights();
            StudentMixture mixture = StudentMixture.fit(globals, count, weights, random);
            globals = mixture.draw(draws, random);
            for (int s = 0; s < draws; s++) {
                log[s] = mixture.logDensity(Arrays.copyOfRange(globals, s * count, (s + 1) * count));
            }
            last = weighed(q, globals, log, noise.epsilon());
            if (last.isPresent()
                    && last.get().diagnosis().error()
                            < best.orElseThrow().diagnosis().error()) {
                best = last;
            }
        }
        return best.map(weighed ->
                        fit.weightedBy(weighed.points()).judged(Verdict.ofWeighted(weighed.diagnosis(), List.of(), "")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "log p̃ is not finite at any of " + draws + " draws: q is somewhere else altogether"));
    }

    private static double standard(double[] noise, int s, int count) {
        double square = 0;
        for (int i = s * count; i < (s + 1) * count; i++) {
            square += noise[i] * noise[i];
        }
        return -0.5 * (square + count * Math.log(2 * Math.PI));
    }

    /** Globals first, then the members of the blocks. */
    private int[] order() {
        int[] order = Arrays.copyOf(structure.globals(), target.dimension());
        int next = structure.globals().length;
        for (int[] block : structure.blocks()) {
            for (int i : block) {
                order[next++] = i;
            }
        }
        return order;
    }

    /** The normal with q's moments, globals first. */
    private FittedNormal ordered() {
        Family family = fit.family();
        int d = family.dimension();
        double[] phi = fit.parameters();
        double[] mean;
        double[][] covariance;
        if (family instanceof FullRankGaussian normal) {
            FittedNormal q = new FittedNormal(normal.mean(phi), normal.factor(phi));
            mean = q.mean();
            covariance = q.covariance();
        } else {
            double[] noise = new double[MOMENT_DRAWS * family.noiseDimension()];
            double[] z = new double[MOMENT_DRAWS * d];
            MonteCarlo.seed(fit.origin().seed()).stream(STREAM).fill(0, MOMENT_DRAWS, family.noiseDimension(), noise);
            family.draw(phi, MOMENT_DRAWS, noise, z);
            double[] equal = new double[MOMENT_DRAWS];
            Arrays.fill(equal, 1.0 / MOMENT_DRAWS);
            FittedNormal q = FittedNormal.ofMoments(z, d, equal).orElseThrow(this::degenerate);
            mean = q.mean();
            covariance = q.covariance();
        }
        int[] order = order();
        double[] first = new double[d];
        double[][] permuted = new double[d][d];
        for (int i = 0; i < d; i++) {
            first[i] = mean[order[i]];
            for (int j = 0; j < d; j++) {
                permuted[i][j] = covariance[order[i]][order[j]];
            }
        }
        return new FittedNormal(first, FittedNormal.cholesky(permuted).orElseThrow(this::degenerate));
    }

    private IllegalArgumentException degenerate() {
        return new IllegalArgumentException(
                "the draws of " + fit.family() + " have no covariance: take another family");
    }

    /** Globals by their noise, locals at their conditional means and then from their normals there. */
    private Optional<Weighed> weighed(FittedNormal q, double[] globals, double[] logNoise, double[] localNoise) {
        int d = q.dimension();
        int[] order = order();
        int count = structure.globals().length;
        double[] first = new double[draws * d];
        double[] ofBlocks = new double[draws * d];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(globals, s * count, first, s * d, count);
            for (int i = count; i < d; i++) {
                ofBlocks[s * d + order[i]] = localNoise[s * d + i];
            }
        }
        double[] ordered = new double[draws * d];
        q.draw(draws, first, ordered);
        double[] z = new double[draws * d];
        double[] spread = new double[d];
        double logGlobals = 0;
        for (int i = 0; i < d; i++) {
            double[] row = q.factor()[i];
            double square = 0;
            for (int j = Math.min(i, count); j <= i; j++) {
                square += row[j] * row[j];
            }
            spread[order[i]] = Math.sqrt(square);
            logGlobals += i < count ? Math.log(row[i]) : 0;
            for (int s = 0; s < draws; s++) {
                z[s * d + order[i]] = ordered[s * d + i];
            }
        }
        double[] conditional = new double[draws];
        Watched watched = new Watched(target, Long.MAX_VALUE);
        new ConditionalLaplace(watched, structure, spread).draw(draws, z, ofBlocks, conditional);
        double[] logFamily = new double[draws];
        fit.family().logDensity(fit.parameters(), draws, z, logFamily);
        double[] logProposal = new double[draws];
        double[] own = new double[draws];
        Arrays.fill(own, 1.0 / draws);
        for (int s = 0; s < draws; s++) {
            logProposal[s] = logNoise[s] - logGlobals + conditional[s];
            if (!(conditional[s] > Double.NEGATIVE_INFINITY)) {
                Arrays.fill(z, s * d, (s + 1) * d, Double.NaN);
            }
        }
        return Weighed.of(
                "conditional normals",
                watched,
                Variables.of(target),
                fit.family(),
                fit.parameters(),
                z,
                logFamily,
                logProposal,
                own);
    }
}
