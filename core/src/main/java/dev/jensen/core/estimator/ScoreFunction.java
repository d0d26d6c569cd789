package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * The score-function gradient of −ELBO, each draw's baseline the mean of the others (Ranganath, Gerrish and Blei,
 * "Black box variational inference", AISTATS 2014; the baseline is that of Kool, van Hoof and Welling, "Buy 4 REINFORCE
 * samples, get a baseline for free!", 2019). It needs no gradient of the target.
 *
 * <pre>
 *   w_s = −(ℓ_s − mean of the other ℓ) / S,   ℓ = log p̃ − log q
 *       = −(ℓ_s − mean of all ℓ) / (S − 1)
 * </pre>
 *
 * @param draws S, at least 2
 */
public record ScoreFunction(int draws) implements Estimator<LogDensity, Family> {

    /** Checks the number of draws. */
    public ScoreFunction {
        Sizes.requireDraws("ScoreFunction.leaveOneOut, whose baseline is the mean of the other draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static ScoreFunction leaveOneOut(int draws) {
        return new ScoreFunction(draws);
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        return new ScoreGradient(target, family, noise, draws, (at, w) -> {
            double[] logTarget = at.logTarget();
            double[] logFamily = at.logFamily();
            double mean = Mean.of(logTarget) - Mean.of(logFamily);
            for (int s = 0; s < draws; s++) {
                w[s] = -(logTarget[s] - logFamily[s] - mean) / (draws - 1);
            }
            return -mean;
        });
    }
}
