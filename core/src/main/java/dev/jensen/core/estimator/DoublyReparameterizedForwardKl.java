package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;

/**
 * {@link ImportanceForwardKl} along the path: its score term −Σ E[w̃_s ∇_φ log q(z_s)] reparameterised, the weights being functions of the draws
 * (Tucker, Lawson, Gu and Maddison, "Doubly reparameterized gradient estimators for Monte Carlo objectives", ICLR 2019; there for reweighted wake-sleep). The
 * same mean, and no variance where q = p.
 *
 * <pre>
 *   v_s = −(w̃_s − w̃_s²) (∇log p̃(z_s) − ∇_z log q(z_s))        loss: Σ w̃_s ℓ_s
 * </pre>
 *
 * @param draws S, at least 2
 * @param collapse when the weights are no longer to be trusted
 */
public record DoublyReparameterizedForwardKl(int draws, Collapse collapse)
        implements Estimator<Differentiable, Reparameterized> {

    /** Checks the number of draws. */
    public DoublyReparameterizedForwardKl {
        Sizes.requireDraws("DoublyReparameterizedForwardKl, whose weights are normalised over the draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static DoublyReparameterizedForwardKl draws(int draws) {
        return new DoublyReparameterizedForwardKl(draws, Collapse.standard(draws));
    }

    /** Holds the weights to another measure. */
    public DoublyReparameterizedForwardKl collapse(Collapse another) {
        return new DoublyReparameterizedForwardKl(draws, another);
    }

    @Override
    public Estimation start(Differentiable target, Reparameterized family, Noise noise) {
        Collapse.Watch watch = collapse.start("DoublyReparameterizedForwardKl", draws);
        double[] w = new double[draws];
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            LogWeights weights = at.logWeights(1);
            weights.normalised(1, w);
            watch.accept(weights.effectiveSampleSize());
            double bound = weights.weightedMean(w);
            for (int s = 0; s < draws; s++) {
                w[s] = -(w[s] - w[s] * w[s]);
            }
            at.alongLogWeights(w, 1, v);
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
