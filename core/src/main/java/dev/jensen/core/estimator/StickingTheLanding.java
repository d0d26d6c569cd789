package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;

/**
 * The reparameterisation gradient of −ELBO without the score term, whose mean is zero: its variance vanishes where q =
 * p (Roeder, Wu and Duvenaud, "Sticking the landing", NeurIPS 2017, equation 8).
 *
 * <pre>
 *   v_s = −ω_s (∇log p̃(z_s) − ∇_z log q(z_s))        ω_s = 1/S, or a mixture's weights
 * </pre>
 *
 * @param draws S, at least 1
 */
public record StickingTheLanding(int draws) implements Estimator<Differentiable, Pathwise> {

    /** Checks the number of draws. */
    public StickingTheLanding {
        Sizes.requireDraws("StickingTheLanding", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static StickingTheLanding draws(int draws) {
        return new StickingTheLanding(draws);
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
            return at.negativeElbo(gradient);
        });
    }
}
