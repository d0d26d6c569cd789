package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * The forward direction, KL(p‖q), with draws from a Markov chain whose law is p: a draw is carried from step to step and chosen anew
 * among itself and S − 1 draws of q by their weights, which is conditional importance sampling (Naesseth, Lindsten and Blei,
 * "Markovian score climbing: variational inference with KL(p‖q)", NeurIPS 2020). All S draws enter with their weights, the mean over which
 * of them is carried.
 *
 * <pre>
 *   w_s = −w̃_s,  w̃_s = exp(ℓ_s) / Σ_t exp(ℓ_t), one of the draws carried        loss: Σ w̃_s ℓ_s
 * </pre>
 *
 * <p>Unbiased in the limit of many steps for any S, where {@link ImportanceForwardKl} is biased. The estimation carries its draw, and
 * so depends on the steps before. The loss is an estimate of EUBO = E_p[log p̃ − log q].
 *
 * @param draws S, the carried one included; at least 2
 */
public record MarkovianScoreClimbing(int draws) implements Estimator<LogDensity, Family> {

    /** Checks the number of draws. */
    public MarkovianScoreClimbing {
        Sizes.requireDraws("MarkovianScoreClimbing, which carries one of them,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static MarkovianScoreClimbing draws(int draws) {
        return new MarkovianScoreClimbing(draws);
    }

    @Override
    public boolean hasMemory() {
        return true;
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        return new ConditionalImportance(target, family, noise, draws);
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
