package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.NegativeElbo;

/**
 * The reparameterisation gradient of −ELBO without the score term, whose mean is zero: its variance vanishes where q = p (Roeder,
 * Wu and Duvenaud, "Sticking the landing", NeurIPS 2017, equation 8).
 *
 * <pre>
 *   v_s = −ω_s (∇log p̃(z_s) − β ∇_z log q(z_s))        ω_s = 1/S, or a mixture's weights
 * </pre>
 *
 * <p>Only of a loss that is linear in the log weights has the score term mean zero. For others leaving it out is biased (Tucker,
 * Lawson, Gu and Maddison 2019); what takes its place is {@link DoublyReparameterized}.
 *
 * @param draws S, at least 1
 * @param objective what is minimised
 */
public record StickingTheLanding(int draws, LinearObjective objective) implements Estimator<Differentiable, Pathwise> {

    /** Checks the number of draws. */
    public StickingTheLanding {
        Sizes.requireDraws("StickingTheLanding", 1, draws);
    }

    /** Makes the estimator of −ELBO with S draws a step. */
    public static StickingTheLanding draws(int draws) {
        return new StickingTheLanding(draws, NegativeElbo.standard());
    }

    /** Minimises another objective. */
    public StickingTheLanding objective(LinearObjective another) {
        return new StickingTheLanding(draws, another);
    }

    @Override
    public Estimation start(Differentiable target, Pathwise family, Noise noise) {
        double[] slopes = new double[draws];
        double[] ofShares = new double[draws];
        double beta = objective.entropyWeight();
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            LogWeights weights = at.logWeights(beta);
            objective.slopes(weights, slopes);
            at.alongLogWeights(slopes, beta, v);
            objective.shareSlopes(weights, ofShares);
            at.addThroughWeights(ofShares, gradient);
            return objective.loss(weights);
        });
    }

    @Override
    public String minimises() {
        return objective.toString();
    }
}
