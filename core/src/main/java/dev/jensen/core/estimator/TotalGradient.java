package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;

/**
 * The whole derivative of −(log p̃ − log q_φ)(g_φ(ε)): sticking the landing's path and the score term (Roeder, Wu and
 * Duvenaud, "Sticking the landing", NeurIPS 2017, equation 5). For a Gaussian it equals the gradient with closed-form
 * entropy.
 *
 * <pre>
 *   v_s = −ω_s (∇log p̃(z_s) − ∇_z log q(z_s))        w_s = ω_s        ω_s = 1/S, or a mixture's weights
 * </pre>
 *
 * @param draws S, at least 1
 */
public record TotalGradient(int draws) implements Estimator<Differentiable, Pathwise> {

    /** Checks the number of draws. */
    public TotalGradient {
        Sizes.requireDraws("TotalGradient", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static TotalGradient draws(int draws) {
        return new TotalGradient(draws);
    }

    @Override
    public Estimation start(Differentiable target, Pathwise family, Noise noise) {
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            double[] ofTarget = at.targetGradient();
            double[] ofFamily = at.familyGradient();
            double[] w = at.weights();
            int d = target.dimension();
            for (int s = 0; s < draws; s++) {
                for (int i = s * d; i < (s + 1) * d; i++) {
                    v[i] = -(ofTarget[i] - ofFamily[i]) * w[s];
                }
            }
            family.score(at.phi(), draws, at.draws(), w, gradient);
            return at.negativeElbo(gradient);
        });
    }
}
