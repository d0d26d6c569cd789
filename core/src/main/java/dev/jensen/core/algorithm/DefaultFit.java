package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.climb.ArrowClimb;
import dev.jensen.core.algorithm.climb.Climb;
import dev.jensen.core.algorithm.fixed.FixedDrawLoss;
import dev.jensen.core.algorithm.fixed.Whitening;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.hierarchy.Structure;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.stochastic.Fitting;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Minibatched;
import dev.jensen.core.density.Separable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.UnitLength;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.optim.Checkpoints;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a fit does when told nothing. Immutable: each method returns another configuration.
 *
 * <p>Up to 50 dimensions, where no family is asked for, it takes these steps, each further one only where the diagnostics of the one
 * before ask for it, and answers with importance-weighted points:
 *
 * <ol>
 *   <li>Where the graph of log p̃ shows a sparse hierarchy, such as centred effects: importance sampling of its scales alone, all else
 *       from its normal given these. In such coordinates a funnel is none.
 *   <li>Eight starts: the origin, or what {@link #start} says, and random points about it. From each L-BFGS climbs log p̃; the
 *       Gaussians along its way (Pathfinder) and Laplace's at its end compete by ELBO.
 *   <li>A race of natural-gradient steps on fixed, moment-matched Sobol draws; up to 56 more starts where runners disagree.
 *   <li>Importance sampling through the winner's map, the noise four fifths Sobol normals and a fifth Student's t; where several
 *       modes have been found, through all of them together.
 *   <li>A polish of the full-rank Gaussian on more draws.
 *   <li>A small triangular flow for funnels and skewness, then sinh-arcsinh on top of it.
 *   <li>A {@link Verdict}.
 * </ol>
 *
 * <p>From 21 dimensions on, where the graph of log p̃ shows globals and small blocks that are independent given them, as hierarchical
 * models have, it takes other steps: starts that hold the scales, these alone where that is enough, an arrow flow, importance sampling with exact conditional normals of
 * the blocks and an adapted mixture of the globals, and at last Hamiltonian Monte Carlo from resampled draws in the flow's coordinates.
 *
 * <p>With a family, or in more dimensions without such structure with the mean-field Gaussian, it climbs the ELBO as {@link FixedDrawVi} does, {@linkplain
 * FixedDrawVi#startAtMode from the mode} where that is better; up to 50 dimensions that minimum is compared with those near the
 * winners of four races from random points, or of up to 96 where these disagree. Where it stalls, or the family is not made for it, it climbs on as
 * {@link StochasticGradientVi} does, with at least 10 draws; so it does from the start where rows are in minibatches, with the full-rank
 * Gaussian up to 50 dimensions and one structured by globals and blocks where the graph shows such. That has converged only where the gradient is
 * small in coordinates whitened by q. The answer is q itself, and the verdict says how far importance weights would move it.
 */
public final class DefaultFit implements Steerable<DefaultFit> {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultFit.class);
    private static final int MOST_FULL_RANK = 50;
    private static final int FEWEST_STRUCTURED = 20;
    private static final int MOST_STRUCTURED = 1000;
    private static final int DRAWS = 10;
    private static final double START_SCALE = 0.1;
    private static final int STARTS = 50;
    private static final long START_STREAM = 2;
    private static final long CHECK_STREAM = 3;
    private static final int CHECK_DRAWS = 2048;
    private static final int CHECK_DRAWS_OF_ALL_ROWS = 64; // where a climb of minibatches ends
    private static final long FEWEST_GRADIENTS = 60_000; // that a fit may take unless told otherwise
    private static final long GRADIENTS_PER_DIMENSION = 6_000;
    private static final long MOST_GRADIENTS = 120_000;
    private static final double SMALL_GRADIENT = 0.3; // nats for a standard deviation, noise included

    private final Differentiable target;
    private final Optional<Reparameterized> family;
    private final Optional<double[]> start;
    private final long seed;
    private final int draws;
    private final long gradients;
    private final Loop loop;
    private final Optional<Checkpoints> checkpoints;

    private DefaultFit(
            Differentiable target,
            Optional<Reparameterized> family,
            Optional<double[]> start,
            long seed,
            int draws,
            long gradients,
            Loop loop,
            Optional<Checkpoints> checkpoints) {
        this.target = target;
        this.family = family;
        this.start = start;
        this.seed = seed;
        this.draws = draws;
        this.gradients = gradients;
        this.loop = loop;
        this.checkpoints = checkpoints;
    }

    /** Begins with the defaults and seed 1. */
    public static DefaultFit of(Differentiable target) {
        return new DefaultFit(
                target,
                Optional.empty(),
                Optional.empty(),
                1,
                DRAWS,
                mostGradients(target.dimension()),
                Loop.endless(),
                Optional.empty());
    }

    private static long mostGradients(int d) {
        return Math.max(FEWEST_GRADIENTS, Math.min(MOST_GRADIENTS, GRADIENTS_PER_DIMENSION * d));
    }

    /** Takes another seed: the same seed gives the same bits. */
    public DefaultFit seed(long another) {
        return new DefaultFit(target, family, start, another, draws, gradients, loop, checkpoints);
    }

    /**
     * Takes this family.
     *
     * @param another of the target's dimension
     */
    public DefaultFit family(Reparameterized another) {
        return new DefaultFit(target, Optional.of(another), start, seed, draws, gradients, loop, checkpoints);
    }

    /** Takes the mean-field Gaussian. */
    public DefaultFit meanField() {
        return family(MeanFieldGaussian.of(target.dimension()));
    }

    /** Takes the full-rank Gaussian. */
    public DefaultFit fullRank() {
        return family(FullRankGaussian.of(target.dimension()));
    }

    /**
     * Starts about this point.
     *
     * @param centre length d, in ℝᵈ; copied
     */
    public DefaultFit start(double[] centre) {
        if (centre.length != target.dimension()) {
            throw new IllegalArgumentException("start has " + centre.length + " coordinates, but the target has "
                    + target.dimension() + " dimensions");
        }
        return new DefaultFit(target, family, Optional.of(centre.clone()), seed, draws, gradients, loop, checkpoints);
    }

    /**
     * Takes another number of draws a step, where the climb is stochastic.
     *
     * @param another at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    public DefaultFit draws(int another) {
        if (another < 1) {
            throw new IllegalArgumentException("the draws of a step must be at least 1: " + another);
        }
        return new DefaultFit(target, family, start, seed, another, gradients, loop, checkpoints);
    }

    /** Evaluates the target on several threads, where it is one of expressions; the result is the same bits. */
    public DefaultFit threads(int count) {
        Differentiable threaded = target instanceof ExprDensity expressions ? expressions.threads(count) : target;
        return new DefaultFit(threaded, family, start, seed, draws, gradients, loop, checkpoints);
    }

    /**
     * Spends at most this many gradients of log p̃, a Hessian-vector product counted as two; unless told, the default steps take
     * 6,000 for each dimension, but at least 60,000 and at most 120,000. The fit is marked as such where it would have gone on.
     *
     * @param most at least 1
     */
    @Override
    public DefaultFit gradients(long most) {
        return new DefaultFit(target, family, start, seed, draws, most, loop.gradients(most), checkpoints);
    }

    /**
     * Saves snapshots of a climb by minibatches, and begins where the last one was taken; as {@link StochasticGradientVi#checkpoints}. Steps on
     * fixed draws have none, and a warning says so: begun anew with the same seed they come to the same bits.
     *
     * @param kept for example {@code CheckpointFile.at(path)} of the module {@code dev.jensen.models}
     */
    public DefaultFit checkpoints(Checkpoints kept) {
        return new DefaultFit(target, family, start, seed, draws, gradients, loop, Optional.of(kept));
    }

    @Override
    public DefaultFit steer(UnaryOperator<Loop> change) {
        return new DefaultFit(target, family, start, seed, draws, gradients, change.apply(loop), checkpoints);
    }

    /**
     * Fits.
     *
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at the start, nor at random points about it: the
     *     message names the factor and the row where the target knows them
     * @throws NonFiniteElboException if a number that is not finite comes up on the way; it holds the best parameters so far
     */
    public Fit fit() {
        if (hasMinibatches()) {
            Reparameterized q = family.orElseGet(this::familyByDimension);
            return stochastic(q, q.initial(finiteStart(), START_SCALE));
        }
        checkpoints.ifPresent(kept -> LOG.warn(
                "no checkpoints are kept of steps on fixed draws: begun anew with seed {} they come to the same bits",
                seed));
        Optional<Fit> structured = structured();
        if (structured.isPresent()) {
            return structured.get();
        }
        if (family.isEmpty() && target.dimension() <= MOST_FULL_RANK) {
            double[] centre = finiteStart();
            new Finite(target, FullRankGaussian.of(centre.length)).requireFinite(centre);
            return new Climb(target, ofScales(), centre, seed, gradients, loop).fit();
        }
        Reparameterized q = family.orElseGet(this::familyByDimension);
        double[] phi = q.initial(finiteStart(), START_SCALE);
        return q instanceof AffineFamily whitened ? polished(fixedDraws(whitened, phi)) : stochastic(q, phi);
    }

    /** Nothing where the graph shows no globals with small blocks that are independent given them. */
    private Optional<Fit> structured() {
        int d = target.dimension();
        boolean wanted = family.isEmpty() && d > FEWEST_STRUCTURED && d <= MOST_STRUCTURED;
        if (!wanted || !(target instanceof Separable separable)) {
            return Optional.empty();
        }
        Optional<Structure> structure = Structure.of(separable, Coordinates.hidden(Variables.of(target), d));
        if (structure.isEmpty()) {
            return Optional.empty();
        }
        double[] centre = finiteStart();
        new Finite(target, FullRankGaussian.of(d)).requireFinite(centre);
        return new ArrowClimb(
                        target,
                        structure.get(),
                        Structure.ofScales(separable, Coordinates.hidden(Variables.of(target), d)),
                        centre,
                        seed,
                        gradients,
                        loop)
                .fit();
    }

    private Optional<Structure> ofScales() {
        return target instanceof Separable separable
                ? Structure.ofScales(separable, Coordinates.hidden(Variables.of(target), target.dimension()))
                : Optional.empty();
    }

    private boolean hasMinibatches() {
        return target instanceof Minibatched density && !density.minibatches().isEmpty();
    }

    private Reparameterized familyByDimension() {
        int d = target.dimension();
        if (hasMinibatches() && d > FEWEST_STRUCTURED && target instanceof Separable separable) {
            Optional<Structure> structure = Structure.of(separable, Coordinates.hidden(Variables.of(target), d));
            if (structure.isPresent()) {
                return StructuredGaussian.arrow(
                        structure.get().globals(), structure.get().blocks());
            }
        }
        return d <= MOST_FULL_RANK ? FullRankGaussian.of(d) : MeanFieldGaussian.of(d);
    }

    private Fit fixedDraws(AffineFamily q, double[] phi) {
        FixedDrawVi<AffineFamily> climb =
                FixedDrawVi.of(target, q).start(phi).startAtMode().loop(loop);
        return (q.dimension() <= MOST_FULL_RANK ? climb.startAfterRaces() : climb).fit(seed);
    }

    private Fit polished(Fit fit) {
        return fit.origin().ending() == Ending.STALLED && isFinite(((AffineFamily) fit.family()).mean(fit.parameters()))
                ? stochastic((Reparameterized) fit.family(), fit.parameters())
                : fit;
    }

    private Fit stochastic(Reparameterized q, double[] phi) {
        StochasticGradientVi<Differentiable, Reparameterized> climb = StochasticGradientVi.of(target, q)
                .estimator(Fitting.estimator(target, q, NegativeElbo.standard(), Math.max(draws, Fitting.draws(q))))
                .start(phi)
                .loop(checkpoints.map(loop::checkpoints).orElse(loop));
        Fit fit = climb.fit(seed);
        boolean claimed = fit.origin().ending() == Ending.CONVERGED;
        return claimed && q instanceof AffineFamily whitened && !isStationary(whitened, fit.parameters())
                ? Judging.judged(fit.marked(Ending.STALLED))
                : fit;
    }

    /** An ELBO that no longer rises noticeably may be one that rises slowly: whitened, the gradient tells. */
    private boolean isStationary(AffineFamily q, double[] phi) {
        MonteCarlo noise = new MonteCarlo(seed, CHECK_STREAM);
        FixedDrawLoss loss = new FixedDrawLoss(
                hasMinibatches()
                        ? StickingTheLanding.draws(CHECK_DRAWS_OF_ALL_ROWS)
                                .start(target, q, UnitLength.of(Fitting.noise(q, noise)))
                        : Reparameterization.<AffineFamily>closedFormEntropy(CHECK_DRAWS)
                                .start(target, q, new MomentMatched(noise)));
        double[] gradient = new double[phi.length];
        loss.gradientAt(phi, Whitening.at(phi, q, target), gradient);
        return Arrays.stream(gradient).allMatch(g -> Math.abs(g) <= SMALL_GRADIENT);
    }

    /** The start, or a point about it, or the start again where no point is finite, for the error that names the factor. */
    private double[] finiteStart() {
        double[] centre = start.orElseGet(() -> new double[target.dimension()]);
        if (isFinite(centre)) {
            return centre;
        }
        MonteCarlo noise = new MonteCarlo(seed, START_STREAM);
        double[] point = new double[centre.length];
        for (int attempt = 0; attempt < STARTS; attempt++) {
            noise.fill(attempt, 1, point.length, point);
            for (int i = 0; i < point.length; i++) {
                point[i] += centre[i];
            }
            if (isFinite(point)) {
                return point;
            }
        }
        return centre;
    }

    private boolean isFinite(double[] point) {
        double[] value = new double[1];
        double[] gradient = new double[point.length];
        target.gradient(1, point, value, gradient);
        boolean finite = Double.isFinite(value[0]);
        for (double g : gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }
}
