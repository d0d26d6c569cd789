package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;

/**
 * The score-function gradient of any objective (Ranganath, Gerrish and Blei, "Black box variational inference", AISTATS 2014). It
 * needs no gradient of the target, and any family will do.
 *
 * <pre>
 *   w_s = (what draw s is credited with) − β ∂L/∂ℓ_s − baseline_s
 * </pre>
 *
 * <p>For −ELBO with the leave-one-out baseline that is −(ℓ_s − mean of the other ℓ) / S.
 *
 * @param draws S, at least 1, and 2 to leave one out
 * @param objective what is minimised
 * @param baseline what is subtracted from the signals
 */
public record ScoreFunction(int draws, Objective objective, Baseline baseline)
        implements Estimator<LogDensity, Family> {

    /** Checks the number of draws. */
    public ScoreFunction {
        Sizes.requireDraws(
                baseline instanceof LeaveOneOut
                        ? "ScoreFunction.leaveOneOut, whose baseline is the mean of the other draws,"
                        : "ScoreFunction with " + baseline,
                baseline.fewestDraws(),
                draws);
    }

    /** Makes the estimator of −ELBO with S draws a step, each draw's baseline the mean of the others. */
    public static ScoreFunction leaveOneOut(int draws) {
        return new ScoreFunction(draws, NegativeElbo.standard(), new LeaveOneOut());
    }

    /** Makes the estimator of −ELBO with S draws a step and no baseline: for comparison, its variance is great. */
    public static ScoreFunction plain(int draws) {
        return new ScoreFunction(draws, NegativeElbo.standard(), new NoBaseline());
    }

    /** Makes the estimator of −ELBO with S draws a step and the mean of the steps before, of about ten, as baseline. */
    public static ScoreFunction runningMean(int draws) {
        return new ScoreFunction(draws, NegativeElbo.standard(), new RunningMean(0.9));
    }

    /** Minimises another objective. */
    public ScoreFunction objective(Objective another) {
        return new ScoreFunction(draws, another, baseline);
    }

    /** Subtracts another baseline. */
    public ScoreFunction baseline(Baseline another) {
        return new ScoreFunction(draws, objective, another);
    }

    @Override
    public boolean hasMemory() {
        return !(baseline instanceof LeaveOneOut || baseline instanceof NoBaseline);
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        Baseline.Memory memory = baseline.start(draws);
        double[] slopes = new double[draws];
        return new ScoreGradient(target, family, noise, draws, (at, w) -> {
            LogWeights weights = at.logWeights(objective.entropyWeight());
            objective.credits(weights, w);
            objective.slopes(weights, slopes);
            for (int s = 0; s < draws; s++) {
                w[s] -= objective.entropyWeight() * slopes[s];
            }
            memory.subtract(objective, weights, w);
            return objective.loss(weights);
        });
    }

    @Override
    public String minimises() {
        return objective.toString();
    }

    @Override
    public boolean allowsMinibatches() {
        return objective instanceof LinearObjective;
    }
}
