package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.algorithm.guard.Redraw;
import dev.jensen.core.algorithm.normal.Curvature;
import dev.jensen.core.algorithm.normal.DrawErrors;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.FixedDraws;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.Loop;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Run;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.Lbfgs;
import dev.jensen.optim.newton.TrustRegionNewton;
import dev.jensen.optim.newton.TwiceDifferentiableFunction;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Steps of variational inference on fixed draws: rounds of L-BFGS or Newton-CG, each whitened by the q that the one before found, until that is a minimum; then
 * the same on more draws, until more do not matter.
 */
public final class FixedDrawIteration implements Iteration {
    private static final int GROWTH = 4;
    private static final int MOST_ROUNDS = 30; // on the same draws
    private static final int ROUNDS_BEFORE_RACES = 3;
    private static final int FIRST_STEPS = 10; // of the first round; every further one may take twice as many
    private static final int MOST_DOUBLINGS = 6;
    private static final int MEMORY = 30;
    private static final double NEGLIGIBLE = 1e-7; // nats
    private static final double SMALL_GRADIENT = 0.01; // nats for a standard deviation
    private static final double SMALL_GAIN = 1e-3; // nats
    private static final Shift SMALL_SHIFT = new Shift(0.02, 0.03);
    private static final Shift SHIFT_BY_DRAWS = new Shift(0.2, 0.3);
    private static final double SMALL_GAP = 0.03; // nats
    private static final double SMALL_SCALE_ERROR = 1e-3; // of a full-rank Gaussian's log scales, where that is cheap
    private static final int MOST_FOR_SCALES = 4096; // draws for that
    private static final int MOST_CHEAP = 50; // dimensions

    /** Where to begin. */
    @FunctionalInterface
    public interface Start {
        /**
         * Chooses parameters.
         *
         * @param loss −ELBO of parameters, on the first draws
         */
        double[] choose(ToDoubleFunction<double[]> loss);
    }

    private final Differentiable target;
    private final Pathwise family;
    private final MonteCarlo source;
    private final Redraw redraw;
    private final int mostDraws;
    private final Start start;
    private final Optional<StartingRaces> races;
    private final Optional<TwiceDifferentiable> hessian;
    private final LastGradient recalled; // the target
    private final double[] phi; // the parameters now
    private final double[] gradient; // in whitened coordinates
    private double value;
    private int draws;
    private long gradients;
    private boolean first = true;
    private Noise noise;
    private FixedDrawLoss loss;
    private double[] before; // where this number of draws began
    private double @Nullable [] plain; // the first minimum, once there are races beside it
    private boolean isRacing;
    private int rounds;
    private int redraws;
    private boolean isTooOften;
    private Optional<DrawErrors> errors = Optional.empty();
    private @Nullable Round round;

    /**
     * Prepares.
     *
     * @param source of the draws
     * @param draws of the first minimum
     * @param hessian the target with its Hessian's products, where rounds are Newton's; else they are L-BFGS's
     */
    public FixedDrawIteration(
            Differentiable target,
            Pathwise family,
            MonteCarlo source,
            Redraw redraw,
            int draws,
            int mostDraws,
            double[] phi,
            Start start,
            Optional<StartingRaces> races,
            Optional<TwiceDifferentiable> hessian) {
        this.target = target;
        this.family = family;
        this.source = source;
        this.redraw = redraw;
        this.draws = draws;
        this.mostDraws = mostDraws;
        this.start = start;
        this.races = races;
        this.hessian = hessian;
        this.recalled = new LastGradient(target);
        this.phi = phi.clone();
        this.before = this.phi;
        this.gradient = new double[phi.length];
        this.noise = fixedNoise();
        this.loss = loss();
    }

    /** A minimiser in the coordinates that are whitened by where it starts. */
    private final class Round {
        final Whitening whitening;
        final double[] from;
        final double lossThere;
        final Run run;

        Round(Whitening whitening) {
            this.whitening = whitening;
            from = phi.clone();
            if (!Double.isFinite(loss.at(from))) {
                leaveOut(from);
            }
            lossThere = loss.at(from);
            if (!Double.isFinite(lossThere)) {
                throw new NonFiniteException("the value is " + lossThere, from);
            }
            double tolerance = NEGLIGIBLE / Math.max(1, Math.abs(lossThere));
            Loop steps = Loop.endless().maximumSteps((long) FIRST_STEPS << Math.min(rounds, MOST_DOUBLINGS));
            DifferentiableFunction whitened = loss.in(whitening);
            run = curved(whitened, whitening)
                    .map(curved -> TrustRegionNewton.minimise(curved)
                            .tolerance(tolerance)
                            .loop(steps)
                            .start(new double[from.length]))
                    .orElseGet(() -> Lbfgs.minimise(whitened)
                            .memory(MEMORY)
                            .tolerance(tolerance)
                            .loop(steps)
                            .start(new double[from.length]));
        }

        /** Takes a step, and returns whether the round goes on. */
        boolean advance() {
            boolean goesOn;
            try {
                goesOn = run.advance();
            } catch (NonFiniteException e) {
                throw new NonFiniteException(e.what(), phi);
            }
            whitening.parameters(run.parameters(), phi);
            value = run.value();
            System.arraycopy(run.gradient(), 0, gradient, 0, gradient.length);
            return goesOn;
        }

        boolean hardlyMoved() {
            return lossThere - value <= SMALL_GAIN && SMALL_SHIFT.bounds(moments(), from, phi);
        }
    }

    /** The loss with its Hessian's products, where these are wanted and can be had. */
    private Optional<TwiceDifferentiableFunction> curved(DifferentiableFunction whitened, Whitening whitening) {
        return hessian.filter(twice -> family instanceof Reparameterized && family instanceof EntropyKnown)
                .map(twice -> curved(whitened, twice, family, whitening, epsilon()));
    }

    @SuppressWarnings("unchecked") // what the cast claims has been tested
    private <G extends Reparameterized & EntropyKnown> TwiceDifferentiableFunction curved(
            DifferentiableFunction whitened,
            TwiceDifferentiable twice,
            Pathwise q,
            Whitening whitening,
            double[] epsilon) {
        return new FixedDrawCurvature<>(
                whitened, recalled, twice, (G) q, whitening, draws, epsilon, () -> gradients += 2L * draws);
    }

    private double[] epsilon() {
        double[] epsilon = new double[draws * family.noiseDimension()];
        noise.fill(0, draws, family.noiseDimension(), epsilon);
        return epsilon;
    }

    @Override
    public @Nullable Ending step(long step) {
        if (round == null) {
            System.arraycopy(start.choose(loss::at), 0, phi, 0, phi.length);
            before = phi.clone();
            round = new Round(Whitening.at(before, family, target));
        }
        if (isRacing) {
            return race();
        }
        try {
            if (round.advance()) {
                return null;
            }
            Round over = round;
            if (over.run.result().ending() == Ending.STALLED) {
                loss.beyond().ifPresent(this::leaveOut);
            }
            round = new Round(over.whitening.movedTo(over.run.parameters(), phi));
            loss.gradientAt(phi, round.whitening, gradient);
            if (isSmall(gradient) && (round.whitening.isComplete() || over.hardlyMoved())) {
                return races.isPresent() && plain == null ? beginRaces() : minimumFound(round.whitening);
            }
        } catch (NonFiniteException e) {
            double[] minimum = plain;
            if (minimum == null && races.isPresent()) {
                return beginRaces(); // from elsewhere there may be a way that stays finite
            }
            if (minimum == null || Arrays.equals(minimum, before)) {
                throw e;
            }
            restart(minimum); // the race led nowhere
            return null;
        }
        rounds++;
        if (races.isPresent() && plain == null && rounds == ROUNDS_BEFORE_RACES) {
            return beginRaces(); // what winds on for long may be the way to a wrong place
        }
        return rounds < MOST_ROUNDS ? null : Ending.STALLED;
    }

    private @Nullable Ending beginRaces() {
        plain = phi.clone();
        value = loss.at(phi);
        isRacing = true;
        return null;
    }

    /** Runs one race; after the last, goes on from the best there was. */
    private @Nullable Ending race() {
        StartingRaces all = races.orElseThrow();
        if (all.hasNext()) {
            all.next().ifPresent(there -> {
                double lossThere = loss.at(there);
                if (loss.isFiniteAt(there) && lossThere < value) {
                    System.arraycopy(there, 0, phi, 0, phi.length);
                    value = lossThere;
                }
            });
            return null;
        }
        isRacing = false;
        restart(phi.clone());
        return null;
    }

    private void restart(double[] at) {
        System.arraycopy(at, 0, phi, 0, phi.length);
        before = at.clone();
        rounds = 0;
        round = new Round(Whitening.at(before, family, target));
    }

    private @Nullable Ending minimumFound(Whitening whitening) {
        boolean stays = !first && SHIFT_BY_DRAWS.bounds(moments(), before, phi);
        ExpectedGap expected = gap();
        double gap = expected.nats();
        boolean settled = stays && gap <= SMALL_GAP;
        int enough = drawsForScales(expected.ofScale());
        if (stays && (draws == mostDraws || (settled && draws >= enough))) {
            errors = errors(whitening);
            return Ending.CONVERGED;
        }
        if (draws == mostDraws) {
            errors = errors(whitening);
            return Ending.STALLED;
        }
        first = false;
        rounds = 0;
        int growth = stays ? (int) Math.max(2, Math.min(GROWTH, Math.ceil(1.5 * gap / SMALL_GAP))) : GROWTH;
        draws = settled ? enough : (int) Math.min(mostDraws, (long) growth * draws);
        noise = fixedNoise();
        before = phi.clone();
        loss = loss();
        round = new Round(whitening);
        return null;
    }

    /** A gap of 0.03 nats may be one scale that is off by a sixth: few dimensions can do better for little. */
    private int drawsForScales(double variance) {
        if (!(family instanceof FullRankGaussian) || family.dimension() > MOST_CHEAP) {
            return 0;
        }
        double wanted = draws * variance / (SMALL_SCALE_ERROR * SMALL_SCALE_ERROR);
        int even = Integer.highestOneBit((int) Math.min(wanted, MOST_FOR_SCALES - 1)) << 1;
        return Math.min(mostDraws, even);
    }

    private ExpectedGap gap() {
        if (!(family instanceof AffineFamily affine)) {
            return ExpectedGap.NONE;
        }
        return ExpectedGap.of(recalled, affine, phi, draws, epsilon()).orElse(ExpectedGap.NONE);
    }

    /** What the draws leave of a minimum's errors: of a full-rank or mean-field Gaussian, where the draws are still in pairs. */
    private Optional<DrawErrors> errors(Whitening whitening) {
        boolean isFull = family instanceof FullRankGaussian;
        boolean isGaussian = isFull || family instanceof MeanFieldGaussian;
        if (redraws > 0 || !isGaussian || !Curvature.isAffordable(family.dimension())) {
            return Optional.empty();
        }
        AffineFamily affine = (AffineFamily) family;
        double[][] factor =
                family instanceof FullRankGaussian full ? full.factor(phi) : Curvature.diagonal(affine.variance(phi));
        double[] epsilon = epsilon();
        double[] whitened = ExpectedGap.whitened(recalled, affine, phi, draws, epsilon);
        DrawErrors found = DrawErrors.of(whitened, epsilon, factor, isFull ? factor : whitening.response(factor));
        return Double.isFinite(found.greatest()) ? Optional.of(found) : Optional.empty();
    }

    /** The standard errors of the minimum, where they can be told. */
    public Optional<DrawErrors> errors() {
        return errors;
    }

    private static boolean isSmall(double[] gradient) {
        for (double g : gradient) {
            if (!(Math.abs(g) <= SMALL_GRADIENT)) {
                return false;
            }
        }
        return true;
    }

    /** Takes other draws in the place of those that are impossible with these parameters. */
    private void leaveOut(double[] at) {
        double[] kept = epsilon();
        redraws++;
        int count = redraw.replace(redraws, at, draws, draws / 2, kept);
        isTooOften = count > draws / 2;
        if (count > 0) {
            noise = (step, wanted, dimension, out) -> System.arraycopy(kept, 0, out, 0, wanted * dimension);
            loss = loss();
        }
    }

    /** What to add to the message of a number that is not finite: nothing, or that too many draws are impossible. */
    public String remark() {
        return isTooOften ? "; more than half of the " + draws + " draws there are impossible" : "";
    }

    /** The draws, whatever the step. */
    public Noise noise() {
        return noise;
    }

    private Noise fixedNoise() {
        MomentMatched matched = new MomentMatched(
                family.noiseDimension() <= ScrambledSobol.MOST_DIMENSIONS
                        ? new ScrambledSobol(source.seed(), source.stream())
                        : source);
        int stage = draws;
        return FixedDraws.of((step, count, dimension, out) -> matched.fill(stage, count, dimension, out));
    }

    /** Returns how many draws there are now. */
    public int draws() {
        return draws;
    }

    private Moments moments() {
        return new Moments(family, noise, draws);
    }

    private FixedDrawLoss loss() {
        boolean closed = family instanceof Reparameterized && family instanceof EntropyKnown;
        return new FixedDrawLoss(counted(
                closed
                        ? withEntropy(recalled, family, noise, draws)
                        : TotalGradient.draws(draws).start(recalled, family, noise)));
    }

    private Estimation counted(Estimation estimation) {
        int each = draws;
        return new Estimation() {
            @Override
            public int dimension() {
                return estimation.dimension();
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] out) {
                gradients += each;
                return estimation.valueAndGradient(step, x, out);
            }
        };
    }

    /** How many have been taken, of races too. */
    public long gradients() {
        return gradients + races.map(StartingRaces::gradients).orElse(0L);
    }

    @SuppressWarnings("unchecked") // what the cast claims has been tested
    private static <G extends Reparameterized & EntropyKnown> Estimation withEntropy(
            Differentiable target, Pathwise family, Noise noise, int draws) {
        return Reparameterization.<G>closedFormEntropy(draws).start(target, (G) family, noise);
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return phi;
    }
}
