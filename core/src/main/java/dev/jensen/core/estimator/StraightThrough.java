package dev.jensen.core.estimator;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.noise.Noise;

/**
 * Discrete draws forward, soft ones backward: the target's gradient at the code of the draw, carried back as if the draw were soft
 * (Bengio, Léonard and Courville, "Estimating or propagating gradients through stochastic neurons", 2013; Jang, Gu and Poole,
 * "Categorical reparameterization with Gumbel-softmax", ICLR 2017, section 2.2).
 *
 * <pre>
 *   v_s = −∇ℓ(code of z_s) / S,   pulled back along softmax(key_s/τ);   ℓ = log p̃ − log q
 * </pre>
 *
 * <p><b>Biased:</b> the value is that of −ELBO, without bias, but the gradient is the gradient of nothing, unless ℓ is linear in the
 * code and τ goes to 0.
 *
 * @param draws S, at least 1
 * @param temperature τ, more than 0
 */
public record StraightThrough(int draws, double temperature) implements Estimator<Relaxable, GumbelMax> {

    /** Checks draws and temperature. */
    public StraightThrough {
        Sizes.requireDraws("StraightThrough", 1, draws);
        Relaxation.requireTemperature(temperature);
    }

    /** Makes the estimator with S draws a step, at temperature 1. */
    public static StraightThrough draws(int draws) {
        return new StraightThrough(draws, 1);
    }

    /** The same at another temperature. */
    public StraightThrough temperature(double another) {
        return new StraightThrough(draws, another);
    }

    @Override
    public Estimation start(Relaxable target, GumbelMax family, Noise noise) {
        return new SoftPath(target, family, noise, draws, temperature, true);
    }
}
