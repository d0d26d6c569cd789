package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.LogWeights;

/**
 * The reparameterisation gradient whose score term is reparameterised a second time (Tucker, Lawson, Gu and Maddison, "Doubly
 * reparameterized gradient estimators for Monte Carlo objectives", ICLR 2019). The score term −Σ_s E[c_s ∇_φ log q(z_s)], with c_s =
 * ∂L/∂ℓ_s, is the gradient of an expectation of a function held fixed, and so equals −Σ_s E[(∂z_s/∂φ)ᵀ ∇_z c_s]:
 *
 * <pre>
 *   v_s = (∂L/∂ℓ_s − ∂²L/∂ℓ_s²) (∇log p̃(z_s) − ∇_z log q(z_s))        w_s = 0
 *
 *   importance-weighted bound    −w̃_s²
 *   Rényi bound of order α       −(α w̃_s + (1−α) w̃_s²),   w̃ ∝ exp((1−α)ℓ)
 *   CUBO of order n              (1−n) w̃_s + n w̃_s²,       w̃ ∝ exp(nℓ)
 *   f-divergence                 −x² f″(x) / S,             x = exp(ℓ_s − log ∫p̃)
 *   ELBO                         −1/S: sticking the landing
 * </pre>
 *
 * <p>A mixture's stratified draws come from different laws, which the identity does not allow: use {@link TotalGradient}.
 *
 * @param draws S, at least 1
 * @param objective what is minimised
 */
public record DoublyReparameterized(int draws, CurvedObjective objective)
        implements Estimator<Differentiable, Reparameterized> {

    /** Checks the number of draws. */
    public DoublyReparameterized {
        Sizes.requireDraws("DoublyReparameterized", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static DoublyReparameterized of(CurvedObjective objective, int draws) {
        return new DoublyReparameterized(draws, objective);
    }

    @Override
    public Estimation start(Differentiable target, Reparameterized family, Noise noise) {
        double[] factors = new double[draws];
        double[] curvatures = new double[draws];
        double beta = objective.entropyWeight();
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            LogWeights weights = at.logWeights(beta);
            objective.slopes(weights, factors);
            objective.curvatures(weights, curvatures);
            for (int s = 0; s < draws; s++) {
                factors[s] -= beta * curvatures[s];
            }
            at.alongLogWeights(factors, beta, v);
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
