package dev.jensen.core.algorithm;

import dev.jensen.core.density.Batches;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Minibatched;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.RaoBlackwell;
import dev.jensen.core.estimator.ScoreAndPath;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Minimised;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import dev.jensen.optim.Descent;
import dev.jensen.optim.IterateAverage;
import dev.jensen.optim.Listener;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Rule;
import dev.jensen.optim.Stop;
import dev.jensen.optim.average.PolynomialDecay;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.rule.ClipNorm;
import dev.jensen.optim.rule.Scale;
import dev.jensen.optim.schedule.Schedule;
import dev.jensen.optim.stop.NoImprovement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

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
public final class StochasticGradientVi<T extends LogDensity, F extends Family> {

    private static final Rule ADAM = new Adam(0.9, 0.99, 1e-8); // a tenth of the usual memory: starts may be steep
    private static final Schedule STEP_SIZE = t -> 0.1 / Math.sqrt(1 + t / 20.0);
    private static final double START_SCALE = 0.1;
    private static final double WIDE_SCALE = 3;
    private static final int WEIGHTED_TOGETHER = 32;
    private static final long MAXIMUM_STEPS = 100_000;
    private static final int MOST_FINAL_DRAWS = 4096;
    private static final int FEWEST_FINAL_DRAWS = 100;
    private static final int FEWEST_LOSSES = 10;
    private static final long FINAL_STREAM = 1;
    private static final long LOSS_STREAM = 3;
    private static final long WEIGHTS_STREAM = 4;
    private static final long REDRAW_STREAM = 5;

    private final T target;
    private final F family;
    private final Estimator<? super T, ? super F> estimator;
    private final Rule rule;
    private final IterateAverage average;
    private final Stop stop;
    private final long maximumSteps;
    private final Loop loop;
    private final LongFunction<? extends Noise> noise;
    private final double[] start;

    private StochasticGradientVi(
            T target,
            F family,
            Estimator<? super T, ? super F> estimator,
            Rule rule,
            IterateAverage average,
            Stop stop,
            long maximumSteps,
            Loop loop,
            LongFunction<? extends Noise> noise,
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
     * Begins with the defaults: gradients clipped at norm 10⁵, Adam (0.9, 0.99) with a step of 0.1/√(1 + t/20),
     * iterates averaged with weights of about t⁸, so that the way from a far start is forgotten; an end where the mean
     * ELBO of a window of at least 1,000 steps is not significantly, and by 0.005 nats, above that of the window
     * before, or after 100,000 steps; a start at standard deviations of 0.1 about the origin.
     *
     * <p>The steps together reach about 280 units from the start in every parameter. A target farther off ends as not
     * converged: begin nearer, or step farther.
     *
     * @param target log p̃
     * @param family q, of the same dimension
     */
    public static <T extends LogDensity, F extends Family> StochasticGradientVi<T, F> of(T target, F family) {
        return new StochasticGradientVi<>(
                target,
                family,
                Fitting.estimator(target, family),
                ClipNorm.at(1e5).then(ADAM).then(Scale.by(STEP_SIZE)),
                new PolynomialDecay(8),
                NoImprovement.standard().window(1000).tolerance(0.005),
                MAXIMUM_STEPS,
                Loop.endless(),
                MonteCarlo::seed,
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
     */
    public StochasticGradientVi<T, F> objective(Objective another, int draws) {
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
    public StochasticGradientVi<T, F> maximumSteps(long steps) {
        return new StochasticGradientVi<>(target, family, estimator, rule, average, stop, steps, loop, noise, start);
    }

    /** Shows every step to a listener too. */
    public StochasticGradientVi<T, F> listen(Listener listener) {
        return with(loop.listen(listener));
    }

    /** Ends with the first step that is over after this time; the fit is marked as such. */
    public StochasticGradientVi<T, F> budget(Duration time) {
        return with(loop.budget(time));
    }

    /** Ends with the first step after which this is true; the fit is marked as such. */
    public StochasticGradientVi<T, F> cancel(BooleanSupplier cancelled) {
        return with(loop.cancel(cancelled));
    }

    /** Takes over what a loop holds, its listeners, budget and cancels, in place of what was given before. */
    public StochasticGradientVi<T, F> loop(Loop another) {
        return with(another);
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
     *     finite at the start: the message names the factor and the row where the target knows them
     * @throws NonFiniteElboException if a number that is not finite comes up on the way, other than log p̃ = −∞, or more than half of
     *     the draws have log p̃ = −∞; it holds the best parameters so far
     */
    public Fit fit(long seed) {
        Noise draws = noise.apply(seed);
        Optional<Batches> batches = batches(seed);
        PossibleDraws possible = possible(batches, seed, draws);
        Estimation loss = batches.isEmpty() ? possible : overBatches(batches.get(), possible);
        Finite finite = new Finite(target, family);
        finite.requireAtStart(start);
        Minimum minimum;
        try {
            minimum = Descent.minimise(loss)
                    .rule(rule)
                    .average(average)
                    .loop(loop.stop(stop).maximumSteps(maximumSteps))
                    .from(start);
        } catch (NonFiniteException e) {
            throw finite.explain(e, draws, estimator.draws(), possible.remark());
        }
        long used = minimum.steps() * estimator.draws();
        int most = takesBatches() ? FEWEST_FINAL_DRAWS : MOST_FINAL_DRAWS; // each looks at all rows
        int count = (int) Math.max(FEWEST_FINAL_DRAWS, Math.min(most, used / 10));
        Estimate elbo = Elbo.estimatePossible(
                target, family, minimum.point(), count, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        Optional<Minimised> other =
                estimator.minimises().equals(NegativeElbo.standard().toString())
                        ? Optional.empty()
                        : Optional.of(minimised(minimum.point(), count, MonteCarlo.seed(seed)));
        Origin origin =
                new Origin("StochasticGradientVi", seed, minimum.ending(), minimum.steps(), minimum.trace(), other);
        return new Fit(target, family, minimum.point(), elbo, origin);
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
    private static Estimation overBatches(Batches batches, Estimation loss) {
        return new Estimation() {
            @Override
            public int dimension() {
                return loss.dimension();
            }

            @Override
            public double valueAndGradient(long step, double[] phi, double[] gradient) {
                batches.moveTo(step);
                return loss.valueAndGradient(step, phi, gradient);
            }
        };
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
