package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.NegativeElbo;
import java.util.function.DoubleConsumer;

/**
 * Both directions at once, KL(q‖p) + KL(p‖q) (Jeffreys, "An invariant form for the prior probability in estimation problems",
 * Proceedings of the Royal Society A 186, 1946): the first as in {@link StickingTheLanding}, the second as in {@link
 * ImportanceForwardKl}, from the same draws.
 *
 * <pre>
 *   v_s = −ω_s (∇log p̃(z_s) − ∇_z log q(z_s))      w_s = −w̃_s,  w̃_s ∝ ω_s exp(ℓ_s)      loss: Σ (w̃_s − ω_s) ℓ_s
 * </pre>
 *
 * <p>The evidence falls out of the loss, EUBO − ELBO, which is 0 where q = p. The second direction is biased by O(1/S).
 *
 * @param draws S, at least 2
 * @param collapse when the weights are no longer to be trusted
 */
public record JeffreysDivergence(int draws, Collapse collapse) implements Estimator<Differentiable, Pathwise> {

    /** Checks the number of draws. */
    public JeffreysDivergence {
        Sizes.requireDraws("JeffreysDivergence, whose weights are normalised over the draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static JeffreysDivergence draws(int draws) {
        return new JeffreysDivergence(draws, Collapse.standard(draws));
    }

    /** Holds the weights to another measure. */
    public JeffreysDivergence collapse(Collapse another) {
        return new JeffreysDivergence(draws, another);
    }

    /** Shows the effective sample size of every step to a listener. */
    public JeffreysDivergence effectiveSampleSize(DoubleConsumer listener) {
        return new JeffreysDivergence(draws, collapse.listen(listener));
    }

    @Override
    public Estimation start(Differentiable target, Pathwise family, Noise noise) {
        Collapse.Watch watch = collapse.start("JeffreysDivergence", draws);
        NegativeElbo reverse = NegativeElbo.standard();
        double[] slopes = new double[draws];
        double[] w = new double[draws];
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            LogWeights weights = at.logWeights(1);
            reverse.slopes(weights, slopes);
            at.alongLogWeights(slopes, 1, v);
            reverse.shareSlopes(weights, slopes);
            at.addThroughWeights(slopes, gradient);

            weights.normalised(1, w);
            watch.accept(weights.effectiveSampleSize());
            double forward = weights.weightedMean(w);
            for (int s = 0; s < draws; s++) {
                w[s] = -w[s];
            }
            at.addScore(w, gradient);
            return forward + reverse.loss(weights);
        });
    }

    @Override
    public String minimises() {
        return "Jeffreys' divergence";
    }

    @Override
    public boolean allowsMinibatches() {
        return false;
    }
}
