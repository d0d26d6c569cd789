package dev.jensen.core.algorithm;

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
 * <p>Blocks of iterates are whole epochs of minibatches: over one, the noise of the batches adds up to nearly nothing.
 *
 * <p>A step that ends where something is not finite is taken back by halves.
 */
final class SettlingDescent implements Iteration, Resumable {
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
    private final double[] scalars = new double[9];

    private static final int LENGTH = 0;
    private static final int ROUND = 1;
    private static final int SHARES = 2;
    private static final int FROM = 3;
    private static final int R_HAT = 4;
    private static final int ERROR = 5;
    private static final int VALUE = 6;
    private static final int FEWEST = 7;
    private static final int LIMIT = 8;

    /** Takes over {@code start}; an epoch is the number of steps that see all rows once. */
    SettlingDescent(StochasticObjective objective, AffineFamily family, int epoch, double[] start) {
        this.objective = objective;
        this.steps = new WhitenedSteps(family);
        this.epoch = epoch;
        this.smallError = epoch > 1 ? SMALL_ERROR_OF_BATCHES : SMALL_ERROR;
        this.history = new IterateHistory(start.length, new Quantities(family), smallError);
        this.x = start;
        this.before = start.clone();
        this.gradient = new double[start.length];
        this.previous = start.clone();
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
        double wanted = Math.max(SHORTEST_BLOCK, WhitenedSteps.FIRST / length);
        history.clear((int) (epoch * Math.ceil(wanted / epoch)));
    }

    @Override
    public @Nullable Ending step(long step) {
        evaluate(step);
        System.arraycopy(x, 0, before, 0, x.length);
        scalars[SHARES] += steps.advance(before, gradient, scalars[LENGTH], scalars[LIMIT], x);
        requireFinite("the update", x);
        return history.add(x) && history.isReady() && history.steps() >= scalars[FEWEST] ? lookBack() : null;
    }

    private void evaluate(long step) {
        for (int retreat = 0; ; retreat++) {
            try {
                scalars[VALUE] = objective.valueAndGradient(step, x, gradient);
                if (!Double.isFinite(scalars[VALUE])) {
                    throw new NonFiniteException("the value is " + scalars[VALUE], x);
                }
                requireFinite("gradient", gradient);
                return;
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
        if (look.wander() > NEAR) {
            double cut = Math.max(GREATEST_CUT, Math.min(0.5, Math.pow(AIM / look.wander(), 2)));
            next(look.from(), cut * walked());
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
        boolean isShort = look.wander() < STILL; // what still changes does so for want of steps, not for their length
        next(look.from(), (isShort ? 1 : 0.5) * walked());
        scalars[FEWEST] = isShort ? LONGER * steps : 0;
        return null;
    }

    /** The mean length of the round's steps, of which noise may have allowed only a share. */
    private double walked() {
        return scalars[LENGTH] * scalars[SHARES] / history.steps();
    }

    private void next(int from, double length) {
        double[] average = history.average(from);
        System.arraycopy(average, 0, previous, 0, x.length);
        System.arraycopy(average, 0, x, 0, x.length);
        begin(length);
    }

    @Override
    public double[][] state() {
        double[][] seen = objective instanceof Resumable resumable ? resumable.state() : new double[0][];
        double[][] own = {x, before, previous, scalars};
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
