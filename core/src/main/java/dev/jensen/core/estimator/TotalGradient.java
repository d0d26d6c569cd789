package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.DensityAlongPaths;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import java.util.Optional;

/**
 * The whole derivative of any objective through the path z = g_φ(ε) and through log q_φ: sticking the landing's path and the score
 * term (Roeder, Wu and Duvenaud, "Sticking the landing", NeurIPS 2017, equation 5). For −ELBO and a Gaussian it equals the gradient
 * with closed-form entropy.
 *
 * <pre>
 *   v_s = ∂L/∂ℓ_s (∇log p̃(z_s) − β ∇_z log q(z_s))        w_s = −β ∂L/∂ℓ_s
 * </pre>
 *
 * <p>Of a family with a {@link DensityAlongPaths}, log q is followed from the noise instead: the same estimate, without the family's
 * density and gradient at the draws.
 *
 * <p>For −ELBO, ∂L/∂ℓ_s = −ω_s: −1/S, or a mixture's weights.
 *
 * @param draws S, at least 1
 * @param objective what is minimised
 */
public record TotalGradient(int draws, Objective objective) implements Estimator<Differentiable, Pathwise> {

    /** Checks the number of draws. */
    public TotalGradient {
        Sizes.requireDraws("TotalGradient", 1, draws);
    }

    /** Makes the estimator of −ELBO with S draws a step. */
    public static TotalGradient draws(int draws) {
        return new TotalGradient(draws, NegativeElbo.standard());
    }

    /** Minimises another objective. */
    public TotalGradient objective(Objective another) {
        return new TotalGradient(draws, another);
    }

    @Override
    public Estimation start(Differentiable target, Pathwise family, Noise noise) {
        if (family instanceof Reparameterized reparameterized) {
            Optional<DensityAlongPaths> paths = reparameterized.densityAlongPaths(draws);
            if (paths.isPresent()) {
                return new TotalAlongPaths(target, reparameterized, paths.get(), noise, draws, objective);
            }
        }
        double[] slopes = new double[draws];
        double[] ofShares = new double[draws];
        double beta = objective.entropyWeight();
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            LogWeights weights = at.logWeights(beta);
            objective.slopes(weights, slopes);
            at.alongLogWeights(slopes, beta, v);
            for (int s = 0; s < draws; s++) {
                slopes[s] *= -beta;
            }
            at.addScore(slopes, gradient);
            objective.shareSlopes(weights, ofShares);
            at.addThroughWeights(ofShares, gradient);
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
