package dev.jensen.core.algorithm.stochastic;

import dev.jensen.core.family.AffineFamily;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Resumable;
import dev.jensen.optim.StochasticObjective;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stochastic descent that chooses its step lengths and its end: rounds of one length each. A round lasts until its iterates have settled, by the R-hat of
 * their halves (Dhaka et al., "Robust, accurate stochastic optimization for variational inference", NeurIPS 2020); where they still wander far,
 * the next round begins at their average with shorter steps. Once they stay near, the round goes on until the Monte Carlo error of the
 * average is small; and where the average of the next round, with shorter steps or more of them, is the same, that is the answer (Welandawe, Andersen, Vehtari and
 * Huggins, "A framework for improving the reliability of black-box variational inference", JMLR 2024, which predicts the change in place of seeing
 * it). All in units of q's standard deviations, by {@link Quantities}.
 *
 * <p>With minibatches the first round goes by batches, until the ways of two epochs in turn are mostly noise; from then on there is a step for an epoch,
 * along the mean gradient of its batches, in which their noise adds up to nothing (Friedlander and Schmidt, "Hybrid deterministic-stochastic methods
 * for data fitting", SIAM Journal on Scientific Computing 2012). Near the answer nothing is lost by that: in whitened coordinates N/n batches have noise of
 * about N/n, so that steps short enough for it go no farther in an epoch than one of its own; and shorter ones by batches would
 * stay biased, because many local means that wander by ω drive the scale that they share by ω² each.
 *
 * <p>A step that ends where something is not finite is taken back by halves.
 */
public final class SettlingDescent implements Iteration, Resumable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlingDescent.class);
    private static final double SETTLED = 1.1; // R-hat, as in the papers
    private static final double NEAR = 0.25; // standard deviations, the wander of iterates
    private static final double STILL = 0.1; // where the curvature of log p̃ no longer matters
    private static final double LONGER = 1.5; // a round that only looks whether anything drifts, over the one before
    private static final double AIM = 0.2; // what steps are kept short for
    private static final double FAR = 1; // the same until they have been seen to wander too far
    private static final double SMALL_ERROR = 0.003; // standard deviations, of the average
    private static final double SMALL_ERROR_OF_BATCHES = 0.025;
    private static final double SAME = 3; // times that, between rounds
    private static final double GREATEST_CUT = 1.0 / 16;
    private static final double SAME_WAY =
            0.3; // the cosine between the ways of two epochs; below it they are mostly noise
    private static final int RETREATS = 12;
    private static final int SHORTEST_BLOCK = 8;

    private final StochasticObjective objective;
    private final WhitenedSteps steps;
    private final IterateHistory history;
    private final int epoch;
    private final double smallError;
    private final double[] x;
    private final double[] before;
    private final double[] gradient;
    private final double[] previous; // the average of the round before
    private final double[] sum; // of the gradients of an epoch, where steps are of whole ones
    private final double[] moved; // by the steps of an epoch, in whitened coordinates, where they are of batches
    private final double[] movedBefore;
    private final double[] scalars = new double[12];

    private static final int LENGTH = 0;
    private static final int ROUND = 1;
    private static final int SHARES = 2;
    private static final int FROM = 3;
    private static final int R_HAT = 4;
    private static final int ERROR = 5;
    private static final int VALUE = 6;
    private static final int FEWEST = 7;
    private static final int LIMIT = 8;
    private static final int WHOLE = 9; // 1 from where on steps are of epochs
    private static final int SEEN = 10; // batches of the present one
    private static final int ASTRAY = 11; // epochs in turn whose ways were mostly noise

    /** Takes over {@code start}; an epoch is the number of steps that see all rows once. */
    public SettlingDescent(StochasticObjective objective, AffineFamily family, int epoch, double[] start) {
        this.objective = objective;
        this.steps = new WhitenedSteps(family);
        this.epoch = epoch;
        this.smallError = epoch > 1 ? SMALL_ERROR_OF_BATCHES : SMALL_ERROR;
        this.history = new IterateHistory(start.length, new Quantities(family), smallError);
        this.x = start;
        this.before = start.clone();
        this.gradient = new double[start.length];
        this.previous = start.clone();
        this.sum = new double[start.length];
        this.moved = new double[start.length];
        this.movedBefore = new double[start.length];
        scalars[LENGTH] = WhitenedSteps.FIRST;
        scalars[LIMIT] = FAR;
        scalars[R_HAT] = Double.NaN;
        scalars[ERROR] = Double.NaN;
        begin(WhitenedSteps.FIRST);
    }

    private void begin(double length) {
        scalars[LENGTH] = length;
        scalars[SHARES] = 0;
        scalars[FROM] = 0;
        scalars[ROUND]++;
        double wanted = WhitenedSteps.FIRST / length;
        history.clear((int)
                (scalars[WHOLE] == 1
                        ? Math.max(1, Math.round(wanted))
                        : epoch * Math.ceil(Math.max(SHORTEST_BLOCK, wanted) / epoch)));
    }

    @Override
    public @Nullable Ending step(long step) {
        if (!evaluate(step) || !isComplete(step)) {
            return null;
        }
        System.arraycopy(x, 0, before, 0, x.length);
        scalars[SHARES] += steps.advance(before, gradient, scalars[LENGTH], scalars[LIMIT], x);
        requireFinite("the update", x);
        if (epoch > 1 && scalars[WHOLE] == 0 && leadsNowhere(step)) {
            goByEpochs(x.clone());
            return null;
        }
        return history.add(x) && history.isReady() && history.steps() >= scalars[FEWEST] ? lookBack() : null;
    }

    /** Estimates; false where that needed another point than the epoch's, so that the rest of it is to be thrown away. */
    private boolean evaluate(long step) {
        for (int retreat = 0; ; retreat++) {
            try {
                scalars[VALUE] = objective.valueAndGradient(step, x, gradient);
                if (!Double.isFinite(scalars[VALUE])) {
                    throw new NonFiniteException("the value is " + scalars[VALUE], x);
                }
                requireFinite("gradient", gradient);
                scalars[SEEN] = retreat == 0 ? scalars[SEEN] : 0;
                return retreat == 0 || scalars[WHOLE] == 0;
            } catch (NonFiniteException e) {
                if (retreat == RETREATS || Arrays.equals(x, before)) {
                    throw e;
                }
                for (int i = 0; i < x.length; i++) {
                    x[i] = 0.5 * (x[i] + before[i]);
                }
            }
        }
    }

    /** Whether the gradient is one to step along: that of a batch, or the mean of a whole epoch's, which it then holds. */
    private boolean isComplete(long step) {
        if (scalars[WHOLE] == 0) {
            return true;
        }
        long batch = step % epoch;
        if (batch != (long) scalars[SEEN]) {
            return false;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (batch == 0 ? 0 : sum[i]) + gradient[i] / epoch;
        }
        scalars[SEEN] = (batch + 1) % epoch;
        System.arraycopy(sum, 0, gradient, 0, sum.length);
        return batch + 1 == epoch;
    }

    /** At the end of an epoch, whether two in turn have gone elsewhere than the one before. */
    private boolean leadsNowhere(long step) {
        steps.addTo(moved);
        if ((step + 1) % epoch != 0) {
            return false;
        }
        double product = 0;
        double squares = 0;
        double squaresBefore = 0;
        for (int i = 0; i < moved.length; i++) {
            product += moved[i] * movedBefore[i];
            squares += moved[i] * moved[i];
            squaresBefore += movedBefore[i] * movedBefore[i];
        }
        System.arraycopy(moved, 0, movedBefore, 0, moved.length);
        Arrays.fill(moved, 0);
        scalars[ASTRAY] = product < SAME_WAY * Math.sqrt(squares * squaresBefore) ? scalars[ASTRAY] + 1 : 0;
        return scalars[ASTRAY] == 2;
    }

    private void requireFinite(String name, double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new NonFiniteException(name + "[" + i + "] is " + numbers[i], before);
            }
        }
    }

    private @Nullable Ending lookBack() {
        IterateHistory.Look look = history.look(SETTLED);
        scalars[R_HAT] = look.rHat();
        scalars[ERROR] = look.mcse();
        scalars[FROM] = look.from();
        LOG.trace("round {}, {} steps of {}: {}", scalars[ROUND], history.steps(), walked(), look);
        if (!(look.rHat() <= SETTLED)) {
            return null;
        }
        if (epoch > 1 && scalars[WHOLE] == 0) {
            goByEpochs(history.average(look.from()));
            return null;
        }
        if (look.wander() > NEAR) {
            double cut = Math.max(GREATEST_CUT, Math.min(0.5, Math.pow(AIM / look.wander(), 2)));
            next(history.average(look.from()), cut * walked());
            scalars[FEWEST] = 0;
            scalars[LIMIT] = AIM;
            return null;
        }
        if (!(look.mcse() <= smallError)) {
            return null;
        }
        long steps = history.steps();
        if (scalars[ROUND] > 1 && history.distance(history.average(look.from()), previous) <= SAME * smallError) {
            return Ending.CONVERGED;
        }
        boolean isShort = scalars[WHOLE] == 0
                && look.wander() < STILL; // what still changes does so for want of steps, not for their length
        next(history.average(look.from()), (isShort ? 1 : 0.5) * walked());
        scalars[FEWEST] = isShort ? LONGER * steps : 0;
        return null;
    }

    /** From here on there is one step for an epoch. */
    private void goByEpochs(double[] from) {
        LOG.trace("round {}, {} steps: from here on one an epoch", scalars[ROUND], history.steps());
        scalars[WHOLE] = 1;
        steps.forget();
        next(from, WhitenedSteps.FIRST);
    }

    /** The mean length of the round's steps, of which noise may have allowed only a share. */
    private double walked() {
        return scalars[LENGTH] * scalars[SHARES] / history.steps();
    }

    private void next(double[] from, double length) {
        System.arraycopy(from, 0, previous, 0, x.length);
        System.arraycopy(from, 0, x, 0, x.length);
        begin(length);
    }

    @Override
    public double[][] state() {
        double[][] seen = objective instanceof Resumable resumable ? resumable.state() : new double[0][];
        double[][] own = {x, before, previous, sum, moved, movedBefore, scalars};
        return Resumable.joined(own, steps.state(), history.state(), seen);
    }

    @Override
    public double value() {
        return scalars[VALUE];
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return x;
    }

    @Override
    public double rHat() {
        return scalars[R_HAT];
    }

    /** The average of what has settled of this round, or else of its later half; of a round that has just begun the one before. */
    @Override
    public double[] answer() {
        if (history.steps() == 0) {
            return previous.clone();
        }
        return history.average(scalars[FROM] > 0 ? (int) scalars[FROM] : history.blocks() / 2);
    }
}
