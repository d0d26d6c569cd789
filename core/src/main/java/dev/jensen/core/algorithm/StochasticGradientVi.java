package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.ObjectiveCheck;
import dev.jensen.core.algorithm.guard.Redraw;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.stochastic.Fitting;
import dev.jensen.core.algorithm.stochastic.PossibleDraws;
import dev.jensen.core.algorithm.stochastic.SettlingDescent;
import dev.jensen.core.density.Batches;
import dev.jensen.core.density.Fingerprint;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Minibatched;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.RaoBlackwell;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreAndPath;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Minimised;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.UnitLength;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import dev.jensen.optim.Checkpoints;
import dev.jensen.optim.Descent;
import dev.jensen.optim.IterateAverage;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Resumable;
import dev.jensen.optim.Rule;
import dev.jensen.optim.Run;
import dev.jensen.optim.Stop;
import dev.jensen.optim.average.PolynomialDecay;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.rule.ClipNorm;
import dev.jensen.optim.rule.Scale;
import dev.jensen.optim.schedule.Schedule;
import dev.jensen.optim.stop.NoImprovement;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Black-box variational inference: descends −ELBO, or whatever else its estimator minimises, along a Monte Carlo estimate of its gradient (Ranganath, Gerrish and
 * Blei 2014; Kucukelbir et al., "Automatic differentiation variational inference", JMLR 2017), and answers with an
 * average of the iterates. Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit fit = StochasticGradientVi.of(target, FullRankGaussian.of(2))
 *         .estimator(StickingTheLanding.draws(10))
 *         .rule(Adam.at(Schedule.polynomial(0.1, 0.5)))
 *         .budget(Duration.ofMinutes(5))
 *         .fit(seed);
 * }</pre>
 *
 * <p>Where rows of the target are in {@linkplain dev.jensen.core.expr.Plate#minibatch minibatches}, each step looks at the rows
 * of one, seeded as the draws are; the ELBO of the fit is that of all rows, from 100 draws. The time of a step then depends on
 * the rows of a batch, not on all rows, but for the unknowns that rows have of their own: the family holds them all.
 *
 * <p>A draw with log p̃ = −∞, as where an ODE has no solution, is left out and another taken in its place, with a warning in the log; what
 * is fitted is q given that its draws are possible, and the ELBO of the fit is that law's.
 *
 * <p>Left alone it takes {@link StickingTheLanding} with 10 draws, 2 for each component of a mixture if that is more,
 * where target and family allow it (of splines {@link dev.jensen.core.estimator.TotalGradient}), {@link ScoreAndPath} with 64 for a mixed family and {@link RaoBlackwell} for a discrete one, else
 * {@link ScoreFunction} with 64; the rule and the stop are in {@link #of}. A listener's {@code value()} is an estimate of what the estimator
 * {@linkplain Estimator#minimises minimises}: −ELBO in nats, unless it has another objective.
 *
 * @param <T> the target's type
 * @param <F> the family's type
 */
public final class StochasticGradientVi<T extends LogDensity, F extends Family>
        implements Steerable<StochasticGradientVi<T, F>> {

    private static final Rule ADAM = new Adam(0.9, 0.99, 1e-8); // a tenth of the usual memory: starts may be steep
    private static final Schedule STEP_SIZE = t -> 0.1 / Math.sqrt(1 + t / 20.0);
    private static final double START_SCALE = 0.1;
    private static final double WIDE_SCALE = 3;
    private static final int WEIGHTED_TOGETHER = 32;
    private static final long MAXIMUM_STEPS = 100_000;
    private static final int MOST_FINAL_DRAWS = 4096;
    private static final int FEWEST_FINAL_DRAWS = 2048;
    private static final int FINAL_DRAWS_OF_ALL_ROWS = 100; // after minibatches
    private static final int FEWEST_LOSSES = 10;
    private static final long FINAL_STREAM = 1;
    private static final long LOSS_STREAM = 3;
    private static final long WEIGHTS_STREAM = 4;
    private static final long REDRAW_STREAM = 5;

    private final T target;
    private final F family;
    private final Estimator<? super T, ? super F> estimator;
    private final @Nullable Rule rule; // where these three are null, rounds choose steps, average and end
    private final @Nullable IterateAverage average;
    private final @Nullable Stop stop;
    private final long maximumSteps;
    private final Loop loop;
    private final @Nullable LongFunction<? extends Noise> noise;
    private final double[] start;

    private StochasticGradientVi(
            T target,
            F family,
            Estimator<? super T, ? super F> estimator,
            @Nullable Rule rule,
            @Nullable IterateAverage average,
            @Nullable Stop stop,
            long maximumSteps,
            Loop loop,
            @Nullable LongFunction<? extends Noise> noise,
            double[] start) {
        this.target = target;
        this.family = family;
        this.estimator = estimator;
        this.rule = rule;
        this.average = average;
        this.stop = stop;
        this.maximumSteps = maximumSteps;
        this.loop = loop;
        this.noise = noise;
        this.start = start;
    }

    /**
     * Begins with the defaults, which need no step length: a start at standard deviations of 0.1 about the origin, and an end after
     * 100,000 steps at the latest.
     *
     * <p>Of −ELBO and an {@link AffineFamily} steps are taken in coordinates that the present q whitens, as long as their noise allows,
     * in rounds of one length. A round whose iterates have settled, with an R-hat of at most 1.1 between its halves, is followed by one with shorter
     * steps that begins at its average, until iterates stay within a quarter of a standard deviation. The answer is the average of a round
     * whose Monte Carlo error is at most 0.003 standard deviations, 0.025 with minibatches, and that is within three times that of the
     * average of the round before. With minibatches steps go by batches until the ways of two epochs in turn are mostly noise, and by whole
     * epochs from then on; opposite pairs of draws have mean square 1 in each coordinate.
     *
     * <p>Of anything else: gradients clipped at norm 10⁵, Adam (0.9, 0.99) with a step of 0.1/√(1 + t/20), iterates averaged with weights of
     * about t⁸, so that the way from a far start is forgotten; an end where the mean loss of a window of at least 1,000 steps is not
     * significantly, and by 0.005 nats, below that of the window before. The steps together reach about 280 units from the start in every
     * parameter. A target farther off ends as not converged: begin nearer, or step farther. So it is too where one of {@link #rule}, {@link
     * #average} and {@link #stop} is given; rules that find their step length themselves are {@link dev.jensen.optim.rule.Dowg}, {@link
     * dev.jensen.optim.rule.Dog}, {@link dev.jensen.optim.rule.Prodigy} and {@link dev.jensen.optim.rule.Cocob}.
     *
     * @param target log p̃
     * @param family q, of the same dimension
     */
    public static <T extends LogDensity, F extends Family> StochasticGradientVi<T, F> of(T target, F family) {
        return new StochasticGradientVi<>(
                target,
                family,
                Fitting.estimator(target, family),
                null,
                null,
                null,
                MAXIMUM_STEPS,
                Loop.endless(),
                null,
                aboutOrigin(family, START_SCALE));
    }

    /**
     * Minimises another objective, with the least noisy estimator that objective, target and family allow: {@link StickingTheLanding} of a linear
     * one, {@link dev.jensen.core.estimator.DoublyReparameterized} of a curved one and a reparameterised family, {@link
     * dev.jensen.core.estimator.TotalGradient} along other paths and those of {@linkplain dev.jensen.core.family.NormalizingFlow#kinked
     * splines}, else {@link ScoreFunction}.
     *
     * <p>A {@link Cubo}, whose draws must cover the target, begins at standard deviations of 3 where no start was given.
     *
     * @param another for example {@code Iwae.bound()}
     * @param draws S, at least 1; without a path at least 2
     * @throws IllegalArgumentException if an objective of your own has slopes or curvatures that differences of its loss contradict
     */
    public StochasticGradientVi<T, F> objective(Objective another, int draws) {
        ObjectiveCheck.require(another);
        StochasticGradientVi<T, F> with = estimator(Fitting.estimator(target, family, another, draws));
        boolean untouched = Arrays.equals(start, aboutOrigin(family, START_SCALE));
        return another instanceof Cubo && untouched ? with.start(aboutOrigin(family, WIDE_SCALE)) : with;
    }

    private static double[] aboutOrigin(Family family, double scale) {
        return family.initial(new double[family.dimension()], scale);
    }

    /** Estimates the gradient another way. */
    public StochasticGradientVi<T, F> estimator(Estimator<? super T, ? super F> another) {
        return new StochasticGradientVi<>(
                target, family, another, rule, average, stop, maximumSteps, loop, noise, start);
    }

    /** Steps by another rule, which includes the step size. */
    public StochasticGradientVi<T, F> rule(Rule another) {
        return new StochasticGradientVi<>(
                target, family, estimator, another, average, stop, maximumSteps, loop, noise, start);
    }

    /** Averages the iterates another way. */
    public StochasticGradientVi<T, F> average(IterateAverage another) {
        return new StochasticGradientVi<>(
                target, family, estimator, rule, another, stop, maximumSteps, loop, noise, start);
    }

    /** Takes another stop as a sign of convergence, in place of the one before. */
    public StochasticGradientVi<T, F> stop(Stop another) {
        return new StochasticGradientVi<>(
                target, family, estimator, rule, average, another, maximumSteps, loop, noise, start);
    }

    /** Ends after another number of steps at the latest. */
    @Override
    public StochasticGradientVi<T, F> maximumSteps(long steps) {
        return new StochasticGradientVi<>(target, family, estimator, rule, average, stop, steps, loop, noise, start);
    }

    /**
     * Saves snapshots of the run, and begins where the last one was taken: a run that was cut off and resumed ends with the same bits as one that was
     * not.
     *
     * @param kept for example {@code CheckpointFile.at(path)} of the module {@code dev.jensen.models}
     */
    public StochasticGradientVi<T, F> checkpoints(Checkpoints kept) {
        return with(loop.checkpoints(kept));
    }

    /** Takes over what a loop holds, its listeners, budget and cancels, in place of what was given before. */
    public StochasticGradientVi<T, F> loop(Loop another) {
        return with(another);
    }

    @Override
    public StochasticGradientVi<T, F> steer(UnaryOperator<Loop> change) {
        return with(change.apply(loop));
    }

    /**
     * Draws another way.
     *
     * @param another makes the noise of a seed, for example {@code ScrambledSobol::seed}, or {@code seed ->
     *     Antithetic.of(MonteCarlo.seed(seed))}
     */
    public StochasticGradientVi<T, F> noise(LongFunction<? extends Noise> another) {
        return new StochasticGradientVi<>(
                target, family, estimator, rule, average, stop, maximumSteps, loop, another, start);
    }

    /**
     * Starts from other parameters.
     *
     * @param phi length P, for example {@code family.initial(centre, scale)}; copied
     */
    public StochasticGradientVi<T, F> start(double[] phi) {
        if (phi.length != family.parameterCount()) {
            throw new IllegalArgumentException("start has " + phi.length + " parameters, but " + family + " has "
                    + family.parameterCount() + ": make one with initial(centre, scale)");
        }
        return new StochasticGradientVi<>(
                target, family, estimator, rule, average, stop, maximumSteps, loop, noise, phi.clone());
    }

    /**
     * Runs to the end.
     *
     * @param seed of all randomness: the same seed gives the same bits
     * @throws IllegalArgumentException if target and family differ in dimension, or log p̃ or its gradient is not
     *     finite at the start: the message names the factor and the row where the target knows them; if a family of your own has
     *     derivatives that differences contradict, or a log density that is not that of its draws
     * @throws NonFiniteElboException if a number that is not finite comes up on the way, other than log p̃ = −∞, or more than half of
     *     the draws have log p̃ = −∞; it holds the best parameters so far
     */
    public Fit fit(long seed) {
        Noise draws = noise(seed);
        Optional<Batches> batches = batches(seed);
        PossibleDraws possible = possible(batches, seed, draws);
        Estimation loss = batches.isEmpty() ? possible : new OverBatches(batches.get(), possible);
        Finite finite = new Finite(target, family);
        finite.requireAtStart(start);
        Minimum minimum;
        try {
            minimum = start(loss, seed).finish();
        } catch (NonFiniteException e) {
            throw new NonFiniteElboException(finite.explain(e, draws, estimator.draws(), possible.remark()), e);
        }
        long used = minimum.steps() * estimator.draws();
        int count = takesBatches()
                ? FINAL_DRAWS_OF_ALL_ROWS
                : (int) Math.max(FEWEST_FINAL_DRAWS, Math.min(MOST_FINAL_DRAWS, used / 10));
        Estimate elbo = Elbo.estimatePossible(
                target, family, minimum.point(), count, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        Optional<Minimised> other =
                climbsElbo() ? Optional.empty() : Optional.of(minimised(minimum.point(), count, MonteCarlo.seed(seed)));
        Origin origin =
                new Origin("StochasticGradientVi", seed, minimum.ending(), minimum.steps(), minimum.trace(), other);
        return Judging.judged(new Fit(target, family, minimum.point(), elbo, origin));
    }

    private Run start(Estimation loss, long seed) {
        if (loop.hasCheckpoints() && estimator.hasMemory()) {
            throw new IllegalArgumentException(estimator
                    + " carries a memory from step to step, so that a run with it cannot be resumed: leave the checkpoints off, or"
                    + " take one without, such as StickingTheLanding or ScoreFunction.leaveOneOut");
        }
        Loop limited = loop.maximumSteps(maximumSteps).eachStepTakes(estimator.draws());
        return family instanceof AffineFamily affine && settles()
                ? limited.start(new SettlingDescent(loss, affine, stepsOfAnEpoch(), start.clone()), description(seed))
                : Descent.minimise(loss)
                        .rule(rule == null ? ClipNorm.at(1e5).then(ADAM).then(Scale.by(STEP_SIZE)) : rule)
                        .average(average == null ? new PolynomialDecay(8) : average)
                        .loop(limited.stop(
                                stop == null
                                        ? NoImprovement.standard().window(1000).tolerance(0.005)
                                        : stop))
                        .start(start, description(seed));
    }

    /** Tells this run from any other. */
    private String description(long seed) {
        if (!loop.hasCheckpoints()) {
            return "StochasticGradientVi";
        }
        Fingerprint density = Fingerprint.of(target);
        String run = "StochasticGradientVi, " + family + ", " + estimator + ", "
                + (settles() ? "rounds" : rule + ", " + average + ", " + stop) + ", start "
                + Integer.toHexString(Arrays.hashCode(start)) + ", seed " + seed + ", log density " + density.atZero()
                + " at the origin, " + density.off() + " off it";
        return run.replaceAll("\\$\\$Lambda[^,\\]]*", " lambda"); // whose name is another in every JVM
    }

    private boolean settles() {
        return rule == null && average == null && stop == null && climbsElbo() && family instanceof AffineFamily;
    }

    private boolean climbsElbo() {
        return estimator.minimises().equals(NegativeElbo.standard().toString());
    }

    /** Along paths whose noise cancels where it can, and of many rows has few draws; independent draws for all else. */
    private Noise noise(long seed) {
        if (noise != null) {
            return noise.apply(seed);
        }
        boolean followsPaths = estimator instanceof StickingTheLanding
                || estimator instanceof Reparameterization
                || estimator instanceof TotalGradient;
        if (!settles() || !followsPaths) {
            return MonteCarlo.seed(seed);
        }
        Noise paired = Fitting.noise(family, MonteCarlo.seed(seed));
        return takesBatches() ? UnitLength.of(paired) : paired;
    }

    private int stepsOfAnEpoch() {
        return target instanceof Minibatched density
                ? density.minibatches().stream().mapToInt(Plate::batches).max().orElse(1)
                : 1;
    }

    private StochasticGradientVi<T, F> with(Loop another) {
        return new StochasticGradientVi<>(
                target, family, estimator, rule, average, stop, maximumSteps, another, noise, start);
    }

    /** Estimates the loss anew: the ELBO does not say how low another objective came. */
    private Minimised minimised(double[] phi, int count, MonteCarlo fresh) {
        Estimation loss = begin(target, fresh.stream(LOSS_STREAM));
        RunningMoments moments = new RunningMoments();
        double[] gradient = new double[phi.length];
        int steps = Math.max(FEWEST_LOSSES, count / estimator.draws());
        for (int step = 0; step < steps; step++) {
            moments.add(loss.valueAndGradient(step, phi, gradient));
        }
        int batches = Math.max(FEWEST_LOSSES, count / WEIGHTED_TOGETHER);
        double kHat = EvidenceInterval.estimate(
                        target, family, phi, WEIGHTED_TOGETHER, batches, fresh.stream(WEIGHTS_STREAM))
                .kHat();
        return new Minimised(estimator.minimises(), moments.estimate(), OptionalDouble.of(kHat));
    }

    private boolean takesBatches() {
        return target instanceof Minibatched density && !density.minibatches().isEmpty();
    }

    private Optional<Batches> batches(long seed) {
        if (!takesBatches()) {
            return Optional.empty();
        }
        if (!estimator.allowsMinibatches()) {
            throw new IllegalArgumentException(estimator + " minimises " + estimator.minimises()
                    + ", which is not linear in log p̃, so that minibatches would bias it: give the model all its rows, or minimise"
                    + " −ELBO, for example with StickingTheLanding.draws(10)");
        }
        return Optional.of(((Minibatched) target).batches(seed));
    }

    /** The loss from possible draws, of all rows or of the batch that it is moved to. */
    @SuppressWarnings("unchecked") // a density's batches are densities of its type
    private PossibleDraws possible(Optional<Batches> batches, long seed, Noise draws) {
        T density = batches.isEmpty() ? target : (T) batches.get().density();
        Redraw redraw = new Redraw("StochasticGradientVi", density, family, new MonteCarlo(seed, REDRAW_STREAM));
        return new PossibleDraws(family, draws, redraw, noise -> begin(density, noise));
    }

    /** The loss on the minibatch of each step. */
    private record OverBatches(Batches batches, PossibleDraws loss) implements Estimation, Resumable {
        @Override
        public int dimension() {
            return loss.dimension();
        }

        @Override
        public double valueAndGradient(long step, double[] phi, double[] gradient) {
            batches.moveTo(step);
            return loss.valueAndGradient(step, phi, gradient);
        }

        @Override
        public double[][] state() {
            return loss.state();
        }
    }

    private Estimation begin(T density, Noise draws) {
        try {
            return estimator.start(density, family, draws);
        } catch (ClassCastException e) { // only through a raw type: the compiler checks all others
            throw new IllegalArgumentException(
                    estimator + " asks for more than " + target + " with " + family + " can do: use"
                            + " ScoreFunction.leaveOneOut(draws), which needs no gradient, or give the target one with"
                            + " Differentiable.ofFunction",
                    e);
        }
    }
}
