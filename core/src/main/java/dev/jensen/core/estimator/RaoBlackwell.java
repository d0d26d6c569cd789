package dev.jensen.core.estimator;

import dev.jensen.core.density.Separable;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.noise.Noise;

/**
 * The Rao–Blackwellised score-function gradient of −ELBO: the score of each block's law is weighted by those terms of log p̃
 * and log q alone that depend on the block; all others have mean zero against it, and would add noise only (Ranganath,
 * Gerrish and Blei, "Black box variational inference", AISTATS 2014, section 3.1). Which terms these are is read off the
 * target's expressions. Each draw's baseline is the mean of the others, block by block (Kool, van Hoof and Welling, 2019).
 *
 * <pre>
 *   w_sb = −(ℓ_sb − mean of the others) / S,   ℓ_b = Σ of the terms that depend on z_b − log q_b(z_b)
 * </pre>
 *
 * <p>Where laws are conditional on other blocks, z_b includes the blocks whose laws are conditional on b, and log q_b their
 * log densities.
 *
 * @param draws S, at least 2
 */
public record RaoBlackwell(int draws) implements Estimator<Separable, Blockwise> {

    /** Checks the number of draws. */
    public RaoBlackwell {
        Sizes.requireDraws("RaoBlackwell.leaveOneOut, whose baseline is the mean of the other draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static RaoBlackwell leaveOneOut(int draws) {
        return new RaoBlackwell(draws);
    }

    @Override
    public Estimation start(Separable target, Blockwise family, Noise noise) {
        return new BlockScoreGradient(target, family, noise, draws);
    }
}
