package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import java.util.function.DoubleConsumer;

/**
 * The forward direction, KL(p‖q), by importance weights normalised over the draws (Bornschein and Bengio, "Reweighted wake-sleep",
 * ICLR 2015): q covers p's support.
 *
 * <pre>
 *   w_s = −w̃_s,  w̃_s = exp(ℓ_s) / Σ_t exp(ℓ_t)        loss: Σ w̃_s ℓ_s
 * </pre>
 *
 * <p>The loss estimates the evidence upper bound EUBO = E_p[log p̃ − log q] = log ∫p̃ + KL(p‖q). Normalising makes loss and
 * gradient biased by O(1/S), the worse the smaller the effective sample size, which every step checks; what has no such bias in
 * the limit is {@link MarkovianScoreClimbing}.
 *
 * @param draws S, at least 2
 * @param collapse when the weights are no longer to be trusted
 */
public record ImportanceForwardKl(int draws, Collapse collapse) implements Estimator<LogDensity, Family> {

    /** Checks the number of draws. */
    public ImportanceForwardKl {
        Sizes.requireDraws("ImportanceForwardKl, whose weights are normalised over the draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static ImportanceForwardKl draws(int draws) {
        return new ImportanceForwardKl(draws, Collapse.standard(draws));
    }

    /** Holds the weights to another measure. */
    public ImportanceForwardKl collapse(Collapse another) {
        return new ImportanceForwardKl(draws, another);
    }

    /** Shows the effective sample size of every step to a listener. */
    public ImportanceForwardKl effectiveSampleSize(DoubleConsumer listener) {
        return new ImportanceForwardKl(draws, collapse.listen(listener));
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        Collapse.Watch watch = collapse.start("ImportanceForwardKl", draws);
        return new ScoreGradient(target, family, noise, draws, (at, w) -> {
            LogWeights weights = at.logWeights(1);
            weights.normalised(1, w);
            watch.accept(weights.effectiveSampleSize());
            double bound = weights.weightedMean(w);
            for (int s = 0; s < draws; s++) {
                w[s] = -w[s];
            }
            return bound;
        });
    }

    @Override
    public String minimises() {
        return "EUBO";
    }

    @Override
    public boolean allowsMinibatches() {
        return false;
    }
}
