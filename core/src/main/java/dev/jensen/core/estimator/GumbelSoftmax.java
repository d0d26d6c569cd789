package dev.jensen.core.estimator;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.noise.Noise;

/**
 * The reparameterisation gradient with each discrete draw replaced by a soft one (Jang, Gu and Poole, "Categorical
 * reparameterization with Gumbel-softmax", ICLR 2017; Maddison, Mnih and Teh, "The concrete distribution", ICLR 2017).
 *
 * <pre>
 *   v_s = −∇ℓ(softmax(key_s/τ)) / S,   ℓ = log p̃ − log q as a function of the code
 * </pre>
 *
 * <p><b>Biased:</b> the value and its gradient are those of the relaxed target, which the discrete one is not. Both bias and
 * variance depend on τ: towards 0 the first vanishes and the second grows without bound. {@link Rebar} corrects the bias.
 *
 * @param draws S, at least 1
 * @param temperature τ, more than 0
 */
public record GumbelSoftmax(int draws, double temperature) implements Estimator<Relaxable, GumbelMax> {

    /** Checks draws and temperature. */
    public GumbelSoftmax {
        Sizes.requireDraws("GumbelSoftmax", 1, draws);
        Relaxation.requireTemperature(temperature);
    }

    /** Makes the estimator with S draws a step, at temperature ½. */
    public static GumbelSoftmax draws(int draws) {
        return new GumbelSoftmax(draws, 0.5);
    }

    /** The same at another temperature. */
    public GumbelSoftmax temperature(double another) {
        return new GumbelSoftmax(draws, another);
    }

    @Override
    public String minimises() {
        return "−ELBO of a relaxed target, at temperature " + temperature;
    }

    @Override
    public Estimation start(Relaxable target, GumbelMax family, Noise noise) {
        return new SoftPath(target, family, noise, draws, temperature, false);
    }
}
