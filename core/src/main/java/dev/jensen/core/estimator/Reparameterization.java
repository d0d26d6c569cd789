package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.NegativeElbo;

/**
 * The reparameterisation gradient of −ELBO = −E_q[log p̃] − β H(q), the entropy and its gradient in closed form (Kingma and Welling,
 * "Auto-encoding variational Bayes", ICLR 2014, section 2.3; Rezende, Mohamed and Wierstra, ICML 2014).
 *
 * <pre>
 *   v_s = −∇log p̃(z_s) / S        plus −β ∇H
 * </pre>
 *
 * @param draws S, at least 1
 * @param objective what is minimised
 * @param <F> the family
 */
public record Reparameterization<F extends Reparameterized & EntropyKnown>(int draws, LinearObjective objective)
        implements Estimator<Differentiable, F> {

    /** Checks the number of draws. */
    public Reparameterization {
        Sizes.requireDraws("Reparameterization", 1, draws);
    }

    /** Makes the estimator of −ELBO with S draws a step. */
    public static <F extends Reparameterized & EntropyKnown> Reparameterization<F> closedFormEntropy(int draws) {
        return new Reparameterization<>(draws, NegativeElbo.standard());
    }

    /** Minimises another objective. */
    public Reparameterization<F> objective(LinearObjective another) {
        return new Reparameterization<>(draws, another);
    }

    @Override
    public Estimation start(Differentiable target, F family, Noise noise) {
        double beta = objective.entropyWeight();
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            double[] ofTarget = at.targetGradient();
            for (int i = 0; i < v.length; i++) {
                v[i] = -ofTarget[i] / draws;
            }
            family.entropyGradient(at.phi(), -beta, gradient);
            return -Mean.of(at.logTarget()) - beta * family.entropy(at.phi());
        });
    }

    @Override
    public String minimises() {
        return objective.toString();
    }
}
