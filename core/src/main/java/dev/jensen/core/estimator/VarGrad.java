package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;

/**
 * The gradient of the log-variance loss ½ Var_r(log q_φ − log p̃), taken where the law r of the draws, held fixed, is q itself
 * (Richter, Boustati, Nüsken, Ruiz and Akyildiz, "VarGrad: a low-variance gradient estimator for variational inference", NeurIPS
 * 2020). In expectation it is the gradient of −ELBO, and draw by draw that of {@link ScoreFunction#leaveOneOut}; the loss is
 * another: it is 0 where q = p, whatever the evidence.
 *
 * <pre>
 *   w_s = −(ℓ_s − mean ℓ) / (S − 1)        loss: Σ (ℓ_s − mean ℓ)² / 2(S − 1)
 * </pre>
 *
 * @param draws S, at least 2
 */
public record VarGrad(int draws) implements Estimator<LogDensity, Family> {

    /** Checks the number of draws. */
    public VarGrad {
        Sizes.requireDraws("VarGrad, which takes a variance over the draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static VarGrad draws(int draws) {
        return new VarGrad(draws);
    }

    @Override
    public Estimation start(LogDensity target, Family family, Noise noise) {
        return new ScoreGradient(target, family, noise, draws, (at, w) -> {
            LogWeights weights = at.logWeights(1);
            double mean = weights.mean();
            double squares = 0;
            for (int s = 0; s < draws; s++) {
                double centred = weights.at(s) - mean;
                w[s] = -centred / (draws - 1);
                squares += centred * centred;
            }
            return squares / (2 * (draws - 1));
        });
    }

    @Override
    public String minimises() {
        return "½ Var_q(log q − log p̃)";
    }
}
