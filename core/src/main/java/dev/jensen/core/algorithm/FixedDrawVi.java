package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.fixed.FixedDrawIteration;
import dev.jensen.core.algorithm.fixed.StartingRaces;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Redraw;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.Curvature;
import dev.jensen.core.algorithm.normal.DrawErrors;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Mode;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Minibatched;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Variational inference on draws that stay fixed: −ELBO becomes an ordinary smooth function of φ, which L-BFGS minimises without
 * a step size (Giordano, Ingram and Broderick, "Black box variational inference with a deterministic objective", JMLR 2024;
 * Burroni, Domke and Sheldon, "Sample average approximation for black-box variational inference", UAI 2024). The draws are
 * {@linkplain dev.jensen.core.noise.ScrambledSobol scrambled Sobol points}, {@linkplain dev.jensen.core.noise.MomentMatched matched
 * in their moments}; above 1,000 dimensions independent ones are.
 *
 * <p>Any family whose draws have paths will do. Of an affine one, L-BFGS works in coordinates that are whitened by q itself, and begins anew, whitened by what it found, until the gradient is
 * at most 0.01 nats for a standard deviation; so neither scales nor a ridge make it end too early. Of a mean-field q, whose scales
 * don't know a ridge, the means are whitened by the target's Hessian where it has one and at most 100 dimensions; else the last
 * round must have moved no mean by more than 0.02 standard deviations. Other families are minimised in their own parameters, and held
 * to the latter.
 *
 * <p>A minimum belongs to its draws. So it is sought with few draws first and from there with four times as many, until no mean
 * moves by more than a fifth of a standard deviation, and no standard deviation by more than a factor of e<sup>0.3</sup>; what
 * remains is about half of that; and, of a mean-field or full-rank Gaussian, until its ELBO is expected to be within 0.03 nats of the
 * best. A full-rank one of at most 50 dimensions takes up to 4,096 draws until its standard deviations are expected to be within 0.1 %
 * of the optimum's. Then it has converged; it has stalled where that takes more than the most draws, or a minimum more than 30 rounds.
 *
 * <p>What other draws would change is told with the ending of the fit: the greatest standard error of a full-rank or mean-field Gaussian's means and
 * log standard deviations, up to 100 dimensions, by the delta method, for the gradients of the last step. {@link OptimumErrors} measures it for any family.
 *
 * <p>Where log p̃ is −∞ at a draw, as where an ODE has no solution, when a number of draws begins, another is taken in its place, with a
 * warning in the log. A step onto which a draw becomes impossible is too long; where nothing else holds L-BFGS up, that draw is replaced
 * too. Immutable: each method returns another configuration.
 *
 * @param <F> the family's type
 */
public final class FixedDrawVi<F extends Pathwise> implements Steerable<FixedDrawVi<F>> {
    private static final int MOST_DRAWS = 8192;
    private static final int MOST_NUMBERS = 1 << 22;
    private static final long MOST_STEPS = 500; // of families that cannot be whitened: a flow never quite ends
    private static final int FEWEST_DRAWS = 32;
    private static final int DRAWS_PER_PARAMETER = 16;
    private static final int FINAL_DRAWS = 2048;
    private static final double START_SCALE = 0.1;
    private static final long FINAL_STREAM = 1;
    private static final long REDRAW_STREAM = 2;

    private final Differentiable target;
    private final F family;
    private final int draws;
    private final int mostDraws;
    private final Loop loop;
    private final double[] start;
    private final Optional<TwiceDifferentiable> uphill; // whose mode is tried as a start too
    private final boolean racing; // whether the winners of a race are
    private final Minimizer minimizer;

    private FixedDrawVi(
            Differentiable target,
            F family,
            int draws,
            int mostDraws,
            Loop loop,
            double[] start,
            Optional<TwiceDifferentiable> uphill,
            boolean racing,
            Minimizer minimizer) {
        this.target = target;
        this.family = family;
        this.draws = draws;
        this.mostDraws = mostDraws;
        this.loop = loop;
        this.start = start;
        this.uphill = uphill;
        this.racing = racing;
        this.minimizer = minimizer;
    }

    /**
     * Begins with the defaults: first 16 draws for each parameter that a dimension has, at least 32, at most 8,192 draws, from
     * standard deviations of 0.1 about the origin.
     *
     * @param target log p̃
     * @param family q, of the same dimension
     */
    public static <F extends Pathwise> FixedDrawVi<F> of(Differentiable target, F family) {
        int most = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, MOST_NUMBERS / family.dimension()));
        int perDimension = DRAWS_PER_PARAMETER * family.parameterCount() / family.dimension();
        int first = Math.max(2 * family.strata(), Math.min(most, Math.max(FEWEST_DRAWS, perDimension)));
        return new FixedDrawVi<>(
                target,
                family,
                first,
                Math.max(first, most),
                family instanceof AffineFamily ? Loop.endless() : Loop.endless().maximumSteps(MOST_STEPS),
                family.initial(new double[family.dimension()], START_SCALE),
                Optional.empty(),
                false,
                Minimizer.LBFGS);
    }

    /**
     * Takes other numbers of draws.
     *
     * @param first at least 2
     * @param most at least as many
     */
    public FixedDrawVi<F> draws(int first, int most) {
        if (first < 2 || most < first) {
            throw new IllegalArgumentException(
                    "draws must be at least 2, and the most at least as many as the first: " + first + ", " + most);
        }
        return new FixedDrawVi<>(target, family, first, most, loop, start, uphill, racing, minimizer);
    }

    /** Runs in this loop: with its listeners, which see −ELBO on the draws, its budget and its other ends. */
    public FixedDrawVi<F> loop(Loop another) {
        return new FixedDrawVi<>(target, family, draws, mostDraws, another, start, uphill, racing, minimizer);
    }

    /** Minimises by another method; L-BFGS, unless told, which mostly takes fewer gradients. */
    public FixedDrawVi<F> minimizer(Minimizer another) {
        return new FixedDrawVi<>(target, family, draws, mostDraws, loop, start, uphill, racing, another);
    }

    @Override
    public FixedDrawVi<F> steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Starts from other parameters.
     *
     * @param phi length P, for example {@code family.initial(centre, scale)}; copied
     */
    public FixedDrawVi<F> start(double[] phi) {
        if (phi.length != family.parameterCount()) {
            throw new IllegalArgumentException("start has " + phi.length + " parameters, but " + family + " has "
                    + family.parameterCount() + ": make one with initial(centre, scale)");
        }
        return new FixedDrawVi<>(target, family, draws, mostDraws, loop, phi.clone(), uphill, racing, minimizer);
    }

    /**
     * Starts from the family's best match of Laplace's approximation at a mode uphill of the start, where the ELBO is higher there;
     * a target without a Hessian, of more than 100 dimensions or without a mode starts as it would otherwise. The climb to the mode
     * is part of the first step.
     */
    public FixedDrawVi<F> startAtMode() {
        boolean canTell = target instanceof TwiceDifferentiable && Curvature.isAffordable(target.dimension());
        return new FixedDrawVi<>(
                target,
                family,
                draws,
                mostDraws,
                loop,
                start,
                canTell ? Optional.of((TwiceDifferentiable) target) : Optional.empty(),
                racing,
                minimizer);
    }

    /**
     * Once it has found a minimum on the first draws, compares it with the winners of {@linkplain StartingRaces races} from random
     * points about the start, each race a step of its own, and goes on from the best.
     */
    FixedDrawVi<F> startAfterRaces() {
        return new FixedDrawVi<>(
                target, family, draws, mostDraws, loop, start, uphill, family instanceof AffineFamily, minimizer);
    }

    /**
     * Runs to the end.
     *
     * @param seed of the draws: the same seed gives the same bits
     * @throws IllegalArgumentException if target and family differ in dimension, rows of the target are in minibatches, or log p̃
     *     or its gradient is not finite at the start: the message names the factor and the row where the target knows them
     * @throws NonFiniteElboException if log p̃ is NaN or +∞ at one of the first draws, or at one of more draws later, or −∞ at more than
     *     half of them
     */
    public Fit fit(long seed) {
        requireAllRows();
        Finite finite = new Finite(target, family);
        finite.requireAtStart(start);
        MonteCarlo noise = MonteCarlo.seed(seed);
        Optional<StartingRaces> races = races(seed);
        FixedDrawIteration iteration = new FixedDrawIteration(
                target, family, noise, redraw(seed), draws, mostDraws, start, this::betterStart, races, hessian());
        Minimum minimum;
        try {
            minimum = loop.stop(() ->
                            progress -> iteration.gradients() >= loop.mostGradients() ? Ending.BUDGET_SPENT : null)
                    .run(iteration);
        } catch (NonFiniteException e) {
            throw new NonFiniteElboException(
                    finite.explain(e, iteration.noise(), iteration.draws(), iteration.remark()), e);
        }
        Estimate elbo = Elbo.estimatePossible(target, family, minimum.point(), FINAL_DRAWS, noise.stream(FINAL_STREAM));
        Origin origin = new Origin("FixedDrawVi", seed, minimum.ending(), minimum.steps(), minimum.trace())
                .withStandardError(iteration.errors().map(DrawErrors::greatest));
        List<String> objections = races.flatMap(all -> all.elsewhere(minimum.point(), elbo.value())).stream()
                .toList();
        return Judging.judged(new Fit(target, family, minimum.point(), elbo, origin), objections);
    }

    private void requireAllRows() {
        if (target instanceof Minibatched density && !density.minibatches().isEmpty()) {
            Plate plate = density.minibatches().get(0);
            throw new IllegalArgumentException("FixedDrawVi minimises one loss that stays the same, but plate \""
                    + plate.name() + "\" shows minibatches of " + plate.batch() + " of its " + plate.size()
                    + " rows: use StochasticGradientVi, or leave minibatch(…) off to look at all rows at every step");
        }
    }

    /** The target with its Hessian's products, where these are wanted and can be had. */
    private Optional<TwiceDifferentiable> hessian() {
        return minimizer == Minimizer.TRUST_REGION_NEWTON && target instanceof TwiceDifferentiable twice
                ? Optional.of(twice)
                : Optional.empty();
    }

    private Redraw redraw(long seed) {
        return new Redraw("FixedDrawVi", target, family, new MonteCarlo(seed, REDRAW_STREAM));
    }

    private Optional<StartingRaces> races(long seed) {
        return racing && family instanceof AffineFamily affine
                ? Optional.of(new StartingRaces(target, affine, affine.mean(start), seed))
                : Optional.empty();
    }

    private double[] betterStart(ToDoubleFunction<double[]> loss) {
        double[] centre = new double[family.dimension()];
        family.draw(start, 1, new double[family.noiseDimension()], centre);
        Optional<Mode> mode = uphill.flatMap(density -> Mode.uphillOf(centre, density));
        if (mode.isEmpty()) {
            return start;
        }
        double[] atMode = at(mode.get());
        double there = loss.applyAsDouble(atMode);
        return there >= loss.applyAsDouble(start) || !Double.isFinite(there) ? start : atMode;
    }

    private double[] at(Mode mode) {
        if (family instanceof LowRankGaussian lowRank) {
            return LowRankBatchAndMatch.nearest(lowRank, new FittedNormal(mode.point(), mode.factor()));
        }
        return family instanceof AffineFamily affine
                ? affine.nearest(mode.point(), mode.factor())
                : family.initial(mode.point(), meanScale(mode.factor()));
    }

    /** The geometric mean of the factor's diagonal, by which all coordinates are scaled alike. */
    private static double meanScale(double[][] factor) {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += Math.log(factor[i][i]);
        }
        return Math.exp(sum / factor.length);
    }
}
